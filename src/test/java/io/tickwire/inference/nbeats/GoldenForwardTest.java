package io.tickwire.inference.nbeats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Our network with the weights of the reference answers what the reference answered. */
final class GoldenForwardTest {
    private static final Path MODELS = Path.of("src/test/resources/models");

    private final NBeats network = new NBeats(NBeatsShape.small(96, 20));

    /** The reference's file lays weights in the order of the network, as we do, and its bases behind them. */
    private float[] goldenWeights() throws IOException {
        List<float[]> golden = List.copyOf(OnnxWeights.of(Files.readAllBytes(MODELS.resolve("golden_synth.onnx")))
                .values());
        float[] numbers = new float[network.parameters().size()];
        for (int i = 0; i < network.parameters().list().size(); i++) {
            Parameter parameter = network.parameters().list().get(i);
            assertEquals(parameter.size(), golden.get(i).length, parameter.name());
            System.arraycopy(golden.get(i), 0, numbers, parameter.offset(), parameter.size());
        }
        return numbers;
    }

    private static JsonNode rows() throws IOException {
        return new ObjectMapper().readTree(MODELS.resolve("golden_synth.json").toFile());
    }

    private static Map<String, float[][]> answers(byte[] model, JsonNode rows) throws OrtException {
        float[][] encoders = new float[rows.size()][];
        for (int row = 0; row < rows.size(); row++) {
            encoders[row] = floats(rows.get(row).get("encoder"));
        }
        Map<String, float[][]> answers = new HashMap<>();
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession session = environment.createSession(model);
                OnnxTensor x = OnnxTensor.createTensor(environment, encoders);
                OrtSession.Result result = session.run(Map.of("x", x))) {
            for (Map.Entry<String, OnnxValue> output : result) {
                answers.put(output.getKey(), (float[][]) output.getValue().getValue());
            }
        }
        return answers;
    }

    @Test
    void answersLikeTheGoldenModel() throws IOException, OrtException {
        JsonNode rows = rows();
        Map<String, float[][]> golden = answers(Files.readAllBytes(MODELS.resolve("golden_synth.onnx")), rows);
        Map<String, float[][]> ours = answers(network.toOnnx(goldenWeights(), Map.of()), rows);
        assertEquals(golden.keySet(), ours.keySet());
        for (int row = 0; row < rows.size(); row++) {
            assertArrayEquals(golden.get("trend")[row], ours.get("trend")[row], 1e-6f);
            // Fast waves show the last bit of the libraries' cosines.
            assertArrayEquals(golden.get("seasonality")[row], ours.get("seasonality")[row], 1e-5f);
            assertArrayEquals(golden.get("forecast")[row], ours.get("forecast")[row], 1e-5f);
        }
    }

    /** The rows are single-precision prices: two units in the last place of a price are as near as can be asked. */
    @Test
    void answersTheGoldenRows() throws IOException, OrtException {
        JsonNode rows = rows();
        Map<String, float[][]> ours = answers(network.toOnnx(goldenWeights(), Map.of()), rows);
        assertEquals(25, rows.size());
        for (int row = 0; row < rows.size(); row++) {
            JsonNode golden = rows.get(row);
            float[] trend = ours.get("trend")[row];
            assertPrices(golden, "trend", trend);
            assertPrices(golden, "seasonality", ours.get("seasonality")[row]);
            assertPrices(golden, "prediction", ours.get("forecast")[row]);
            double mean = IntStream.range(0, trend.length)
                    .mapToDouble(i -> trend[i])
                    .average()
                    .orElseThrow();
            assertEquals(golden.get("signal").textValue(), trend[trend.length - 1] - mean >= 0 ? "buy" : "sell");
        }
    }

    private static void assertPrices(JsonNode golden, String field, float[] normalised) {
        double mean = golden.get("scale").get(0).doubleValue();
        double deviation = golden.get("scale").get(1).doubleValue();
        for (int i = 0; i < normalised.length; i++) {
            double expected = golden.get(field).get(i).doubleValue();
            assertEquals(expected, normalised[i] * deviation + mean, 2 * Math.ulp((float) expected), field);
        }
    }

    private static float[] floats(JsonNode list) {
        float[] floats = new float[list.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = list.get(i).floatValue();
        }
        return floats;
    }

    @Test
    void theDefaultHasTheReferencesParameters() {
        assertEquals(
                1_771_584, new NBeats(NBeatsShape.pytorch(96, 20)).parameters().size());
    }
}
