package io.tickwire.inference.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OrtException;
import io.tickwire.inference.nbeats.Expansion;
import io.tickwire.inference.nbeats.NBeats;
import io.tickwire.inference.nbeats.NBeatsShape;
import io.tickwire.inference.nbeats.Parameter;
import io.tickwire.inference.nbeats.StackShape;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the graph says the slope is, is what central differences say it is. */
final class GradientTest {
    private static final int LOOKBACK = 8;
    private static final int HORIZON = 4;
    private static final int ROWS = 5;
    /**
     * Long beside the rounding of a float. Where the slopes on both sides differ, a rectifier has its corner within it,
     * and there is no slope to compare with.
     */
    private static final double STEP = 1e-3;

    static Stream<Arguments> networks() {
        return Stream.of(
                Arguments.of("two trends", Loss.MASE, 0.5, stacks(stack(Expansion.CENTRED_TREND, 2, 3, false))),
                Arguments.of(
                        "trend and seasonality",
                        Loss.MAE,
                        0,
                        stacks(
                                stack(Expansion.CENTRED_TREND, 1, 3, false),
                                stack(Expansion.PERIOD_SEASONALITY, 2, 3, false))),
                Arguments.of(
                        "shared weights",
                        Loss.MAPE,
                        0,
                        stacks(stack(Expansion.POLYNOMIAL, 3, 3, true), stack(Expansion.FOURIER, 2, 1, true))),
                Arguments.of(
                        "learned basis",
                        Loss.MAE,
                        0.5,
                        stacks(stack(Expansion.LEARNED, 1, 5, false), stack(Expansion.LEARNED, 1, 5, false))));
    }

    private static List<StackShape> stacks(StackShape... stacks) {
        return List.of(stacks);
    }

    private static StackShape stack(Expansion expansion, int blocks, int size, boolean shared) {
        return new StackShape(expansion, blocks, 2, 6, size, shared);
    }

    /** Rough series: no two neighbours alike, so that no error is 0 and no slope is at a corner. */
    private static Windows noise() {
        return new Windows() {
            @Override
            public int count() {
                return ROWS;
            }

            @Override
            public void read(int index, Sample sample) {
                SplittableRandom random = new SplittableRandom(index + 1);
                for (int i = 0; i < LOOKBACK; i++) {
                    sample.x[i] = (float) random.nextDouble(-1, 1);
                }
                for (int i = 0; i < HORIZON; i++) {
                    sample.y[i] = (float) random.nextDouble(2, 4);
                    sample.weight[i] = i == 1 && index == 2 ? 0 : 1;
                }
                sample.scaled(7, 1.5, 0.25);
            }
        };
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("networks")
    void gradientsAreWhatCentralDifferencesAre(String about, Loss loss, double backcastLoss, List<StackShape> stacks)
            throws OrtException {
        NBeats network = new NBeats(new NBeatsShape(LOOKBACK, HORIZON, stacks));
        TrainingPlan plan = new TrainingPlan(1, ROWS, 1, 0, 1, 0, 1, loss, backcastLoss, 1, 1);
        Batch batch = new Batch(ROWS + 1, LOOKBACK, HORIZON, loss, plan.backcastLoss());
        batch.fill(noise(), new int[] {0, 1, 2, 3, 4}, 0, ROWS);
        float[] weights = network.parameters().initial(42);
        for (int i = 0; i < weights.length; i++) {
            // Slopes of the first layers would drown in the rounding of the loss.
            weights[i] *= 2;
        }
        float[] gradients = new float[weights.length];
        try (Engine engine = new Engine(network, plan, batch)) {
            engine.weights(weights);
            double here = engine.learn(gradients);
            assertEquals(here, engine.loss(), backcastLoss > 0 ? here : 1e-6 * here);
            int corners = 0;
            for (Parameter parameter : network.parameters().list()) {
                double difference = 0;
                double size = 0;
                for (int i = parameter.offset(); i < parameter.offset() + parameter.size(); i++) {
                    double above = (moved(engine, weights, i, STEP) - here) / STEP;
                    double below = (here - moved(engine, weights, i, -STEP)) / STEP;
                    if (Math.abs(above - below) > 0.02 * Math.abs(above + below) + 2e-4 * here) {
                        corners++;
                        continue;
                    }
                    double slope = (above + below) / 2;
                    difference += Math.pow(slope - gradients[i], 2);
                    size += slope * slope;
                }
                assertTrue(
                        Math.sqrt(difference) <= 0.01 * Math.sqrt(size) + 2e-4 * here,
                        about + " " + parameter.name() + ": off by " + Math.sqrt(difference) + " of "
                                + Math.sqrt(size));
            }
            assertTrue(corners < weights.length / 5, corners + " corners of " + weights.length);
        }
    }

    private static double moved(Engine engine, float[] weights, int i, double step) throws OrtException {
        float[] moved = weights.clone();
        moved[i] += (float) step;
        engine.weights(moved);
        return engine.learn(new float[weights.length]);
    }
}
