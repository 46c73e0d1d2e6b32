package io.tickwire.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SideReaderTest {
    private final List<String> answers = new ArrayList<>();
    private final SideReader reader = new SideReader(answers::add);

    @Test
    void tellsAnswersApartHoweverTheyAreCut() {
        String stream = "buysellsellbuybuysell";
        List<String> expected = List.of("buy", "sell", "sell", "buy", "buy", "sell");
        for (int piece = 1; piece <= stream.length(); piece++) {
            answers.clear();
            for (int at = 0; at < stream.length(); at += piece) {
                reader.read(Buffer.buffer(stream.substring(at, Math.min(stream.length(), at + piece))));
            }
            assertEquals(expected, answers, "pieces of " + piece);
        }
    }

    @Test
    void anErrorIsAnAnswerToo() {
        reader.read(Buffer.buffer("buyerror: model timeout"));
        assertEquals(List.of("buy", "error: model timeout"), answers);
    }
}
