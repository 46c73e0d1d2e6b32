package io.tickwire.inference.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.tickwire.inference.nbeats.NBeats;
import io.tickwire.inference.nbeats.NBeatsShape;
import io.tickwire.inference.onnx.Ort;
import io.tickwire.inference.train.data.PriceSeries;
import io.tickwire.ops.Clock;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class TrainerTest {
    private static final int LOOKBACK = 24;
    private static final int HORIZON = 6;

    private final NBeats network = new NBeats(NBeatsShape.small(LOOKBACK, HORIZON));

    private static TimeSplit waves() {
        SplittableRandom random = new SplittableRandom(5);
        double[] closes = new double[1200];
        for (int i = 0; i < closes.length; i++) {
            closes[i] = 100 + 5 * Math.sin(2 * Math.PI * i / 15) + random.nextDouble(-0.2, 0.2);
        }
        return TimeSplit.of(List.of(new PriceSeries("waves", new long[0], closes)), LOOKBACK, HORIZON);
    }

    private static TrainingPlan plan(Loss loss, int epochs, int patience) {
        return new TrainingPlan(epochs, 64, 3e-3, 1e-2, 1, 10, patience, loss, 0, 1, 1);
    }

    private Trained train(TrainingPlan plan) throws OrtException, DivergedException {
        return train(network, plan);
    }

    private static Trained train(NBeats network, TrainingPlan plan) throws OrtException, DivergedException {
        TimeSplit split = waves();
        return new Trainer(network, plan, Clock.system(), Progress.NONE).train(split.train(), split.validation());
    }

    @ParameterizedTest
    @EnumSource(Loss.class)
    void learnsAWaveUnderEveryLoss(Loss loss) throws OrtException, DivergedException {
        Trained trained = train(plan(loss, 12, 12));
        double first = trained.epochs().get(0).validationLoss();
        assertTrue(trained.best().validationLoss() < first / 2, trained.epochs().toString());
    }

    @Test
    void theSameSeedGivesTheSameWeights() throws OrtException, DivergedException {
        assertArrayEquals(
                train(plan(Loss.MAE, 2, 2)).weights(),
                train(plan(Loss.MAE, 2, 2)).weights());
    }

    @Test
    void endsWhenNothingGetsBetter() throws OrtException, DivergedException {
        // At this rate the weights run away, and the first epoch stays the best for a while.
        TrainingPlan wild = new TrainingPlan(40, 64, 0.5, 0, 1e9, 0, 3, Loss.MAE, 0, 1, 1);
        Trained trained = train(wild);
        assertTrue(trained.epochs().size() < 40, trained.epochs().toString());
        assertEquals(trained.epochs().size() - 3, trained.best().number());
    }

    @Test
    void theBackcastIsLearnedWhenItCounts() throws OrtException, DivergedException {
        // Of a learned basis the backcast is free: nothing but its own loss draws it to the input.
        NBeats free = new NBeats(NBeatsShape.generic(LOOKBACK, HORIZON, 2, 32));
        TrainingPlan counted = new TrainingPlan(12, 64, 3e-3, 1e-2, 1, 10, 12, Loss.MAE, 1, 1, 1);
        Trained with = train(free, counted);
        Trained without = train(free, plan(Loss.MAE, 12, 12));
        assertTrue(backcastError(free, with.weights()) < 0.5 * backcastError(free, without.weights()));
        assertTrue(with.best().validationLoss() < 1.5 * without.best().validationLoss());
    }

    /** Of trend and seasonality together, on the first window. */
    private static double backcastError(NBeats network, float[] weights) throws OrtException {
        Sample sample = new Sample(LOOKBACK, HORIZON);
        waves().test().read(0, sample);
        try (OrtSession session = Ort.environment().createSession(network.toOnnx(weights, Map.of()));
                OnnxTensor x = OnnxTensor.createTensor(Ort.environment(), new float[][] {sample.x()});
                OrtSession.Result result = session.run(Map.of(NBeats.INPUT, x))) {
            float[] trend = ((float[][]) result.get(NBeats.TREND).orElseThrow().getValue())[0];
            float[] waves =
                    ((float[][]) result.get(NBeats.SEASONALITY).orElseThrow().getValue())[0];
            double error = 0;
            for (int i = 0; i < LOOKBACK; i++) {
                error += Math.abs(sample.x()[i] - trend[i] - waves[i]);
            }
            return error / LOOKBACK;
        }
    }

    @Test
    void nothingToLearnFromIsSaid() {
        SeriesWindows none = new SeriesWindows(List.of(), LOOKBACK, HORIZON);
        Trainer trainer = new Trainer(network, plan(Loss.MAE, 1, 1), Clock.system(), Progress.NONE);
        assertThrows(IllegalArgumentException.class, () -> trainer.train(none, none));
    }
}
