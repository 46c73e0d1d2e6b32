package io.tickwire.inference.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OrtException;
import io.tickwire.inference.nbeats.NBeats;
import io.tickwire.inference.nbeats.NBeatsShape;
import io.tickwire.inference.train.data.PriceSeries;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The figures that a model is told with. */
final class FiguresTest {

    /** Values of the formula, worked out apart from it. */
    @ParameterizedTest
    @CsvSource({"0, 10, 0.0, 0.277533", "5, 10, 0.236593, 0.763407", "60, 100, 0.502003, 0.690599", "0, 0, 0, 1"})
    void wilsonsInterval(int successes, int trials, double low, double high) {
        Interval interval = Interval.wilson(successes, trials);
        assertEquals(low, interval.low(), 1e-5);
        assertEquals(high, interval.high(), 1e-5);
    }

    @Property
    void theIntervalHoldsTheShare(
            @ForAll @IntRange(min = 1, max = 5000) int trials, @ForAll @IntRange(min = 0, max = 5000) int some) {
        int successes = Math.min(some, trials);
        Interval interval = Interval.wilson(successes, trials);
        assertTrue(interval.low() >= 0 && interval.high() <= 1);
        assertTrue(interval.low() - 1e-12 <= (double) successes / trials
                && (double) successes / trials <= interval.high() + 1e-12);
    }

    @Test
    void thereAreNoMoreSuccessesThanTrials() {
        assertThrows(IllegalArgumentException.class, () -> Interval.wilson(2, 1));
    }

    @ParameterizedTest
    @CsvSource({"MAE, 1", "MAPE, 20", "SMAPE, 200", "MASE, 8"})
    void whatAnErrorCounts(Loss loss, double expected) {
        Sample sample = new Sample(2, 2);
        sample.y[0] = 3;
        sample.weight[0] = 1;
        // 3 is 4 + 2 · 3 = 10 in the series' units, so an error of 1 is 2 of 10.
        sample.scaled(4, 2, 0.25);
        assertEquals(expected, loss.weight(sample, 0), 1e-12);
        assertEquals(0, loss.weight(sample, 1));
    }

    @ParameterizedTest
    @CsvSource({"0, 0.1", "9, 1", "10, 1", "60, 0.505", "110, 0.01", "500, 0.01"})
    void theRateRisesAndFallsAlongACosine(long step, double expected) {
        TrainingPlan plan = new TrainingPlan(1, 1, 1, 0, 1, 10, 1, Loss.MAE, 0, 1, 1);
        assertEquals(expected, plan.rateAt(step, 110), 1e-9);
        // Of 8 steps two are to rise.
        assertEquals(0.5, plan.rateAt(0, 8), 1e-9);
        assertEquals(1, plan.rateAt(2, 8), 1e-9);
    }

    /** All weights 0: the forecast is 0, the trend flat, and the decision always to buy. */
    @Test
    void examinesOnMovesThatDoNotOverlap() throws OrtException {
        // Up three, down one, again and again.
        double[] closes =
                IntStream.range(0, 64).mapToDouble(i -> 100 + i / 4 * 2 + i % 4).toArray();
        PriceSeries series = new PriceSeries("saw", new long[0], closes);
        SeriesWindows windows = new SeriesWindows(List.of(new SeriesWindows.Range(series, 0, 64)), 8, 5);
        NBeats network = new NBeats(NBeatsShape.small(8, 5));
        byte[] model = network.toOnnx(new float[network.parameters().size()], Map.of());
        try (ModelRun run = new ModelRun(model, 1)) {
            Evaluation evaluation = new Examiner(windows, 8, 5).examine(run);
            assertEquals(52, evaluation.windows());
            assertEquals(List.of(new Direction(1, 52, 39, 39), new Direction(5, 11, 11, 11)), evaluation.directions());
            assertTrue(evaluation.mae() > evaluation.naiveMae(), evaluation.toString());
        }
    }
}
