package io.tickwire.inference.nbeats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.tickwire.inference.onnx.Ort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class NBeatsTest {

    static Stream<NBeatsShape> shapes() {
        return Stream.of(
                NBeatsShape.small(24, 6),
                NBeatsShape.pytorch(30, 5),
                NBeatsShape.generic(24, 6, 3, 16),
                NBeatsShape.interpretable(24, 6, 8, 16),
                NBeatsShape.interpretable(8, 1, 8, 16));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void forecastIsTheEndOfTrendAndSeasonality(NBeatsShape shape) throws OrtException {
        NBeats network = new NBeats(shape);
        float[] weights = network.parameters().initial(7);
        float[][] x = new float[3][shape.lookback()];
        for (int row = 0; row < 3; row++) {
            for (int i = 0; i < shape.lookback(); i++) {
                x[row][i] = (float) Math.sin(row + i);
            }
        }
        try (OrtSession session = Ort.environment().createSession(network.toOnnx(weights, Map.of()));
                OnnxTensor input = OnnxTensor.createTensor(Ort.environment(), x);
                OrtSession.Result result = session.run(Map.of("x", input))) {
            float[][] forecast =
                    (float[][]) result.get("forecast").orElseThrow().getValue();
            float[][] trend = (float[][]) result.get("trend").orElseThrow().getValue();
            float[][] seasonality =
                    (float[][]) result.get("seasonality").orElseThrow().getValue();
            assertEquals(shape.lookback() + shape.horizon(), trend[2].length);
            for (int row = 0; row < 3; row++) {
                for (int i = 0; i < shape.horizon(); i++) {
                    int at = shape.lookback() + i;
                    assertEquals(forecast[row][i], trend[row][at] + seasonality[row][at], 1e-4);
                }
            }
        }
    }

    @Test
    void basesAreThoseOfTheReference() throws IOException {
        Map<String, float[]> golden =
                OnnxWeights.of(Files.readAllBytes(Path.of("src/test/resources/models/golden_synth.onnx")));
        Basis trend = Basis.centredTrend(3, 96, 20);
        assertArrayEquals(golden.get("BTREND_b"), trend.backcast(), 1e-6f);
        assertArrayEquals(golden.get("BTREND_f"), trend.forecast(), 1e-6f);
        Basis seasonality = Basis.periodSeasonality(7, 96, 20);
        assertArrayEquals(golden.get("BSEASON_b"), seasonality.backcast(), 2e-6f);
        assertArrayEquals(golden.get("BSEASON_f"), seasonality.forecast(), 2e-6f);
    }

    /** Section 3.3 of the paper, by hand: H = 6 has the waves 1 and 2, and time is 0 where the forecast begins. */
    @Test
    void basesAreThoseOfThePaper() {
        Basis fourier = Basis.fourier(3, 6);
        assertEquals(5, fourier.terms());
        assertArrayEquals(new float[] {1, 1, 1, 1, 1, 1}, row(fourier.forecast(), 0, 6));
        assertArrayEquals(new float[] {1, 0.5f, -0.5f, -1, -0.5f, 0.5f}, row(fourier.forecast(), 1, 6), 1e-6f);
        assertArrayEquals(new float[] {-1, -0.5f, 0.5f}, row(fourier.backcast(), 1, 3), 1e-6f);
        Basis polynomial = Basis.polynomial(3, 4, 2);
        assertArrayEquals(new float[] {1, 0.5625f, 0.25f, 0.0625f}, row(polynomial.backcast(), 2, 4), 1e-6f);
        assertArrayEquals(new float[] {0, 0.0625f}, row(polynomial.forecast(), 2, 2), 1e-6f);
    }

    private static float[] row(float[] values, int term, int points) {
        float[] row = new float[points];
        System.arraycopy(values, term * points, row, 0, points);
        return row;
    }

    @Test
    void sharedWeightsAreThereOnce() {
        StackShape shared = new StackShape(Expansion.POLYNOMIAL, 3, 2, 8, 3, true);
        StackShape own = new StackShape(Expansion.POLYNOMIAL, 3, 2, 8, 3, false);
        int once =
                new NBeats(new NBeatsShape(10, 2, List.of(shared))).parameters().size();
        assertEquals(10 * 8 + 8 + 8 * 8 + 8 + 2 * 8 * 3, once);
        assertEquals(
                3 * once,
                new NBeats(new NBeatsShape(10, 2, List.of(own))).parameters().size());
    }

    @Test
    void firstWeightsAreWithinTheirBoundsAndTheSameForASeed() {
        Parameters parameters = new NBeats(NBeatsShape.small(24, 6)).parameters();
        float[] weights = parameters.initial(3);
        assertArrayEquals(weights, parameters.initial(3));
        for (Parameter parameter : parameters.list()) {
            double largest = 0;
            for (int i = 0; i < parameter.size(); i++) {
                largest = Math.max(largest, Math.abs(weights[parameter.offset() + i]));
            }
            double bound = 1 / Math.sqrt(parameter.fanIn());
            assertTrue(largest <= bound && largest > bound / 2, parameter.name());
        }
    }

    @Test
    void impossibleShapesAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> NBeatsShape.small(1, 5));
        assertThrows(IllegalArgumentException.class, () -> NBeatsShape.small(10, 0));
        assertThrows(IllegalArgumentException.class, () -> new NBeatsShape(10, 5, List.of()));
        assertThrows(IllegalArgumentException.class, () -> new StackShape(Expansion.FOURIER, 0, 1, 1, 1, false));
    }
}
