package io.tickwire.inference.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The model that comes with the product is the one that its manifest tells of, and answers as it did when it was made. */
final class ShippedModelTest {
    private static final Path PLACE = Path.of("conf/models/nbeats-h1/1");

    private static JsonNode json(String file) throws IOException {
        return new ObjectMapper().readTree(PLACE.resolve(file).toFile());
    }

    @Test
    void isWhatItsManifestTells() throws Exception {
        byte[] model = Files.readAllBytes(PLACE.resolve("model.onnx"));
        JsonNode manifest = json("model.json");
        assertEquals(
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(model)),
                manifest.get("sha256").textValue());
        assertEquals("nbeats-h1", manifest.get("name").textValue());
        assertTrue(model.length <= 8 << 20);
    }

    @Test
    void answersItsGoldenRowsOnBothSides() throws Exception {
        Set<String> sides = new HashSet<>();
        try (ModelRun run = new ModelRun(Files.readAllBytes(PLACE.resolve("model.onnx")), 1)) {
            for (JsonNode row : json("golden.json").get("rows")) {
                double[] closes = new double[row.get("closes").size()];
                for (int i = 0; i < closes.length; i++) {
                    closes[i] = row.get("closes").get(i).doubleValue();
                }
                ZScore scale = ZScore.of(closes, closes.length - 97, 96);
                float[][] x = new float[1][96];
                for (int i = 0; i < 96; i++) {
                    x[0][i] = scale.normalised(closes[closes.length - 97 + i]);
                }
                double margin = run.ask(x).margins()[0];
                assertEquals(
                        row.get("margin").doubleValue(),
                        margin,
                        row.get("tolerance").doubleValue());
                assertEquals(margin >= 0 ? "buy" : "sell", row.get("decision").textValue());
                sides.add(row.get("decision").textValue());
            }
        }
        assertEquals(Set.of("buy", "sell"), sides);
    }
}
