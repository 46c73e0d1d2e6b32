package io.tickwire.protocol.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.tickwire.domain.Decision;
import io.tickwire.domain.Prediction;
import io.tickwire.protocol.json.Json;
import io.tickwire.protocol.models.PredictCodec.Question;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PredictCodecTest {

    private static Question read(String text) {
        return PredictCodec.read(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void readsClosesAlone() {
        Question question = read("{\"closes\": [1, 2.5, 3e0], \"magic\": 7}");
        assertNull(question.refusal());
        assertEquals("", question.model());
        assertEquals("", question.window().symbol());
        assertEquals(0, question.window().newestMsc());
        assertArrayEquals(new double[] {1, 2.5, 3}, question.window().series().get("close"));
    }

    @Test
    void readsSeriesWithAllThatIsKnownOfThem() {
        Question question = read(
                "{\"model\": \"m\", \"symbol\": \"EURUSD\", \"timeframe\": \"H1\","
                        + "\"newest_time\": \"2026-01-27T10:00:00.000Z\", \"series\": {\"close\": [1, 2], \"rsi14\": [50, 60]}}");
        assertNull(question.refusal());
        assertEquals("m", question.model());
        assertEquals("EURUSD", question.window().symbol());
        assertEquals("H1", question.window().timeframe());
        assertEquals(1_769_508_000_000L, question.window().newestMsc());
        assertArrayEquals(new double[] {50, 60}, question.window().series().get("rsi14"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[1] | $",
                "{\"closes\": 1 | $",
                "{} | closes",
                "{\"closes\": []} | closes",
                "{\"closes\": [1, \"2\"]} | closes[1]",
                "{\"closes\": [1, null]} | closes[1]",
                "{\"closes\": [1, 1e400]} | closes[1]",
                "{\"closes\": [1], \"series\": {\"close\": [1]}} | closes",
                "{\"series\": {}} | series",
                "{\"series\": {\"close\": [1, 2], \"open\": [1]}} | series",
                "{\"closes\": [1], \"newest_time\": \"now\"} | newest_time",
                "{\"closes\": [1], \"closes\": [2]} | $",
            })
    void namesTheFieldThatIsWrong(String text, String field) {
        assertEquals(field, read(text).refusal().details().get("field"));
    }

    @Test
    void answersWithAllThatIsKnown() {
        Prediction prediction = new Prediction("m", "2", Decision.BUY, 0.5, new double[] {1.5, 2}, 255, 42);
        assertEquals(
                "{\"decision\":\"buy\",\"margin\":0.5,\"model\":\"m\",\"version\":\"2\",\"forecast\":[1.5,2.0],"
                        + "\"input\":\"00000000000000ff\",\"took_us\":42}",
                Json.object(out -> PredictCodec.members(out, prediction)));
    }
}
