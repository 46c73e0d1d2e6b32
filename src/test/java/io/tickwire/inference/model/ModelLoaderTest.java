package io.tickwire.inference.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.inference.Models;
import io.tickwire.inference.Models.Counting;
import io.tickwire.inference.Models.GoldenRow;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ModelLoaderTest {
    private final AtomicInteger closed = new AtomicInteger();
    private final ModelLoader loader = new ModelLoader(64, OnnxGraph::open, closed::incrementAndGet);

    private String refusal(ModelFiles files) {
        return assertThrows(UnusableModelException.class, () -> loader.load("golden", "1", files))
                .getMessage();
    }

    private static ModelFiles golden(String manifest, String rows) {
        return new ModelFiles("golden", manifest, Models.goldenOnnx(), rows);
    }

    private static String row(String decision, double margin) {
        GoldenRow row = Models.goldenRows().get(0);
        return "{ \"rows\": [ { \"closes\": " + Arrays.toString(row.closes()) + ", \"decision\": \"" + decision
                + "\", \"margin\": " + margin + ", \"tolerance\": 1e-3 } ] }";
    }

    private static double margin() {
        GoldenRow row = Models.goldenRows().get(0);
        return row.margin() / row.scale()[1];
    }

    @Test
    void loadsWhatIsAsTheManifestSays() throws Exception {
        LoadedModel model = loader.load("golden", "1", golden(Models.manifest("golden", "1"), row("sell", margin())));
        assertEquals("golden", model.name());
        assertEquals(0, closed.get());
        model.release();
        assertEquals(1, closed.get());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"name\": \"golden\" | \"name\": \"other\" | is of other 1, the folder of golden 1",
                "\"name\": \"x\" | \"name\": \"y\" | has the inputs [x], the manifest one that is called 'y'",
                "\"window\": 96 | \"window\": 95 | has the shape [-1, 96], the manifest says [N, 95]",
                "[\"close\"] | [\"close\", \"open\"] | has the shape [-1, 96], the manifest says [N, 96, 2]",
                "\"horizon\": 20 | \"horizon\": 19 | $.horizon says 19 values, the forecast of model.onnx has 20",
                "\"trend\": \"trend\" | \"trend\": \"trendy\" | has no output 'trendy', but [forecast, trend, seasonality]",
                "\"rule\": \"last_minus_mean\" | \"rule\": \"argmax\", \"classes\": [\"buy\", \"sell\"] | names 2 classes, the output has 116",
            })
    void refusesWhatIsNotAsTheManifestSays(String good, String bad, String message) {
        String told = refusal(golden(Models.manifest("golden", "1").replace(good, bad), ""));
        assertTrue(told.contains(message), told);
    }

    @Test
    void refusesAnotherFileThanTheManifestsDigest() {
        byte[] half = Arrays.copyOf(Models.goldenOnnx(), 1000);
        String told = refusal(new ModelFiles("golden", Models.manifest("golden", "1"), half, ""));
        assertTrue(told.contains("half copied"), told);
    }

    @Test
    void refusesWhatTheEngineCannotRead() {
        byte[] junk = "not a model".getBytes(StandardCharsets.UTF_8);
        String told = refusal(new ModelFiles("golden", Models.manifest("golden", "1", junk), junk, ""));
        assertTrue(told.contains("model.onnx cannot be run"), told);
    }

    @Test
    void refusesWhatAnswersOtherThanTheGoldenRows() {
        String side = refusal(golden(Models.manifest("golden", "1"), row("buy", margin())));
        assertTrue(side.contains("row 0: the model says SELL"), side);
        String margin = refusal(golden(Models.manifest("golden", "1"), row("sell", margin() + 0.01)));
        assertTrue(margin.contains("it must say SELL"), margin);
        String normalised =
                refusal(golden(Models.manifest("golden", "1").replace("z_score", "min_max"), row("sell", margin())));
        assertTrue(normalised.contains("another normalisation"), normalised);
        assertEquals(3, closed.get());
    }

    @Test
    void refusesGoldenRowsThatCannotBeRead() {
        String manifest = Models.manifest("golden", "1");
        assertTrue(refusal(golden(manifest, "[")).contains("golden.json is not JSON"));
        assertTrue(refusal(golden(manifest, "{ \"rows\": [ { \"closes\": [1, \"2\"] } ] }"))
                .contains("rows[0].closes[1]"));
        assertTrue(refusal(golden(manifest, row("sell", 0).replace("closes\": [", "closes\": [1], \"x\": [")))
                .contains("at least 97 are needed"));
    }

    @Test
    void closesItsEngineWhenTheLastUserIsGone() throws Exception {
        Counting graph = new Counting(1);
        LoadedModel model = new LoadedModel(
                ManifestReader.read(Models.counting("m", "1", 1).manifest(), "test"),
                graph,
                8,
                closed::incrementAndGet);
        assertTrue(model.retain());
        model.giveBack(model.borrow());
        model.release();
        assertFalse(graph.isClosed());
        assertEquals(1, graph.lanes.get());
        model.release();
        assertTrue(graph.isClosed());
        assertEquals(0, graph.lanes.get());
        assertFalse(model.retain());
        assertThrows(IllegalStateException.class, model::release);
        assertEquals(1, closed.get());
    }
}
