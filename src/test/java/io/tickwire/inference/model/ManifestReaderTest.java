package io.tickwire.inference.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.inference.Models;
import io.tickwire.inference.model.Manifest.DecisionSpec;
import io.tickwire.inference.model.Manifest.Normalisation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ManifestReaderTest {
    private static final String GOOD = Models.manifest("eurusd", "1");

    @Test
    void readsWhatIsThereAndKnowsTheRest() throws Exception {
        Manifest manifest = ManifestReader.read(
                GOOD.replace("\"horizon\"", "\"training\": { \"epochs\": 7, \"files\": [\"a\"] }, \"horizon\""),
                "test");
        assertEquals(new Manifest.Input("x", 96, 1, List.of("close"), ""), manifest.input());
        assertEquals(new Normalisation(Normalisation.Kind.Z_SCORE, 1, 1e-8, Map.of()), manifest.normalisation());
        assertEquals(DecisionSpec.Rule.LAST_MINUS_MEAN, manifest.decision().rule());
        assertEquals(64, manifest.maxBatch());
        assertEquals(Map.of("epochs", 7L, "files", List.of("a")), manifest.training());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"window\": 96 | \"windw\": 96 | did you mean 'window'",
                "\"window\": 96, | | $.input.window: is required",
                "\"z_score\" | \"zscore\" | did you mean \"z-score\"",
                "\"z_score\" | \"fixed\" | $.normalisation.fixed.close: is required",
                "\"name\": \"eurusd\" | \"name\": \"../x\" | $.name: is no name",
                "\"sha256\": \" | \"sha256\": \"0 | $.sha256: must be 64 hexadecimal digits",
                "\"rule\": \"last_minus_mean\" | \"rule\": \"argmax\" | $.decision.classes: argmax needs two",
                "\"rule\": \"last_minus_mean\" | \"rule\": \"sign\", \"classes\": [\"hold\"] | unknown class 'hold'",
                "\"rule\": \"last_minus_mean\" | \"rule\": \"threshold\", \"sellUpTo\": 0.7 | is not below buyFrom",
                "\"horizon\": 20 | \"horizon\": 0, \"validUntil\": \"soon\" | $.validUntil: is no time: soon",
                "\"close\" | \"close\", \"close\" | $.input.features: must name features, each once",
                "\"offset\": 1 | \"offset\": 1, \"timeframe\": \"H5\" | unknown period 'H5'",
                "\"rule\": \"last_minus_mean\" | \"rule\": \"forecast_minus_last\", \"horizon\": 21 | is beyond the forecast (20)",
            })
    void namesWhatIsWrongAndTheFix(String good, String bad, String message) {
        String text = GOOD.replace(good, bad == null ? "" : bad);
        assertTrue(!text.equals(GOOD), good);
        String told = assertThrows(UnusableModelException.class, () -> ManifestReader.read(text, "test"))
                .getMessage();
        assertTrue(told.contains(message), told);
    }

    @Test
    void saysWhereItIsNoJson() {
        String told = assertThrows(
                        UnusableModelException.class, () -> ManifestReader.read("{ \"name\": ", "model.json"))
                .getMessage();
        assertTrue(told.contains("model.json") && told.contains("is not JSON") && told.contains("line 1"), told);
    }
}
