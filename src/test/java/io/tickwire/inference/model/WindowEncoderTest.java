package io.tickwire.inference.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.tickwire.domain.Window;
import io.tickwire.inference.model.Encoding.Row;
import io.tickwire.inference.model.Encoding.Unfit;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class WindowEncoderTest {

    private static WindowEncoder encoder(String input, String more) throws UnusableModelException {
        return new WindowEncoder(ManifestReader.read(
                "{ \"name\": \"m\", \"version\": \"1\", \"sha256\": \"" + Digest.sha256(new byte[0]) + "\", \"input\": "
                        + input + more + " }",
                "test"));
    }

    private static Window window(String symbol, String timeframe, Map<String, double[]> series) {
        return new Window(symbol, timeframe, 0, series);
    }

    private static float[] row(WindowEncoder encoder, Window window) {
        return ((Row) encoder.encode(window)).row();
    }

    @Test
    void leavesOutTheNewestAndTakesTheWindowBeforeThem() throws Exception {
        WindowEncoder encoder = encoder("{ \"window\": 2, \"offset\": 1 }", "");
        assertArrayEquals(new float[] {2, 3}, row(encoder, Window.closes(new double[] {1, 2, 3, 4})));
        assertEquals(
                new Unfit("close", "2 values, at least 3 are needed"),
                encoder.encode(Window.closes(new double[] {1, 2})));
    }

    @Test
    void putsFeaturesOfABarSideBySide() throws Exception {
        WindowEncoder encoder =
                encoder("{ \"window\": 2, \"offset\": 0, \"features\": [\"close\", \"rsi14\", \"return\"] }", "");
        Window window = window("", "", Map.of("close", new double[] {1, 2, 4}, "rsi14", new double[] {50, 60, 70}));
        assertArrayEquals(new float[] {2, 60, 1, 4, 70, 1}, row(encoder, window));
        assertEquals(
                new Unfit("rsi14", "is missing: this model sees close, rsi14, return"),
                encoder.encode(Window.closes(new double[] {1, 2, 4})));
    }

    @Test
    void returnsNeedOneCloseMore() throws Exception {
        WindowEncoder encoder = encoder("{ \"window\": 2, \"offset\": 0, \"features\": [\"return\"] }", "");
        assertArrayEquals(new float[] {1, 0.5f}, row(encoder, Window.closes(new double[] {1, 2, 3})));
        assertEquals(
                new Unfit("return", "2 values, at least 3 are needed"),
                encoder.encode(Window.closes(new double[] {1, 2})));
        WindowEncoder logs =
                encoder("{ \"window\": 2, \"offset\": 0 }", ", \"normalisation\": { \"type\": \"log_return\" }");
        assertEquals(
                new Unfit("close", "2 values, at least 3 are needed"), logs.encode(Window.closes(new double[] {1, 2})));
    }

    @Test
    void refusesOtherSymbolsAndPeriodsButNotTheUnsaid() throws Exception {
        WindowEncoder encoder = encoder(
                "{ \"window\": 1, \"offset\": 0, \"timeframe\": \"H1\" }", ", \"symbols\": [\"EURUSD\", \"GBPUSD\"]");
        Map<String, double[]> closes = Map.of("close", new double[] {1});
        assertEquals(
                new Unfit("symbol", "this model is for EURUSD, GBPUSD"),
                encoder.encode(window("USDJPY", "H1", closes)));
        assertEquals(new Unfit("timeframe", "this model sees H1 bars"), encoder.encode(window("EURUSD", "M5", closes)));
        assertArrayEquals(new float[] {1}, row(encoder, window("EURUSD", "H1", closes)));
        assertArrayEquals(new float[] {1}, row(encoder, window("", "", closes)));
    }

    @Test
    void refusesWhatCannotBeScaled() throws Exception {
        WindowEncoder anchored =
                encoder("{ \"window\": 2, \"offset\": 0 }", ", \"normalisation\": { \"type\": \"last_anchor\" }");
        assertEquals(
                new Unfit("close", "cannot be scaled: a value is no finite number"),
                anchored.encode(Window.closes(new double[] {1, 0})));
        WindowEncoder plain = encoder("{ \"window\": 1, \"offset\": 0 }", "");
        assertEquals(
                new Unfit("close", "cannot be scaled: a value is no finite number"),
                plain.encode(Window.closes(new double[] {1e300})));
    }

    @Test
    void theHashNamesTheInput() throws Exception {
        WindowEncoder encoder = encoder("{ \"window\": 2, \"offset\": 0 }", "");
        long hash = ((Row) encoder.encode(Window.closes(new double[] {9, 1, 2}))).hash();
        assertEquals(hash, ((Row) encoder.encode(Window.closes(new double[] {7, 1, 2}))).hash());
        assertNotEquals(hash, ((Row) encoder.encode(Window.closes(new double[] {9, 2, 1}))).hash());
    }
}
