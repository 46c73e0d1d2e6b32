package io.tickwire.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tickwire.domain.message.Resume;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The rule that all kits keep, here for Java; the page about it says the same. */
final class ClientRuleTest {
    private static final ReconnectRule DEFAULT =
            ClientOptions.to("ws://127.0.0.1/").rule();
    private static final JsonNode RULE = rule();

    private static JsonNode rule() {
        try {
            return new ObjectMapper().readTree(ClientRuleTest.class.getResourceAsStream("/clients/rule.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void comesBackAfterTheCodesThatInviteItAndAfterNoOthers() {
        for (Map.Entry<String, JsonNode> row : RULE.path("reconnects").properties()) {
            int code = Integer.parseInt(row.getKey());
            assertEquals(row.getValue().asBoolean(), ReconnectRule.reconnects(code), row::getKey);
        }
    }

    @Test
    void waitsAsTheRuleSays() {
        for (JsonNode hint : RULE.path("hints")) {
            assertEquals(
                    hint.path("ms").asDouble(),
                    ReconnectRule.hintMs(hint.path("reason").asText()),
                    hint::toString);
        }
        for (JsonNode delay : RULE.path("delays")) {
            assertEquals(
                    delay.path("ms").asDouble(),
                    DEFAULT.delayMs(
                            delay.path("attempt").asInt(),
                            delay.path("random").asDouble(),
                            delay.path("code").asInt(),
                            delay.path("reason").asText()),
                    delay::toString);
        }
        assertEquals(new ReconnectRule(Duration.ofMillis(250), Duration.ofSeconds(30)), DEFAULT);
    }

    @Test
    void knowsWhichAnswersProveSomething() {
        for (JsonNode row : RULE.path("proves")) {
            ObjectNode answer = row.deepCopy();
            answer.put("signal_id", UUID.randomUUID().toString());
            answer.putObject("details")
                    .put("error_code", row.path("code").asText())
                    .put("duplicate", row.path("duplicate").asBoolean());
            assertEquals(
                    row.path("proves").asBoolean(), TradeOutcome.read(answer).proves(), row::toString);
        }
    }

    @Test
    void tellsNewExecutionsFromOldOnesAndFromGaps() {
        for (JsonNode row : RULE.path("places")) {
            ExecutionPlace place = new ExecutionPlace(place(row.path("at")));
            Resume event = place(row.path("event"));
            ExecutionPlace.Verdict verdict = place.take(event.epoch(), event.seq());
            assertEquals(row.path("verdict").asText(), verdict.name().toLowerCase(Locale.ROOT), row::toString);
            assertEquals(verdict == ExecutionPlace.Verdict.OLD ? place(row.path("at")) : event, place.at());
        }
    }

    private static Resume place(JsonNode pair) {
        return new Resume(pair.get(0).asLong(), pair.get(1).asLong());
    }

    @Test
    void conflatesTicksBeyondTheBound() {
        JsonNode row = RULE.path("conflation");
        Waiting<StreamTick> waiting = Waiting.ticks(row.path("bound").asInt());
        row.path("ticks").forEach(name -> assertTrue(waiting.push(tick(name.asText()))));
        List<String> left = new ArrayList<>();
        while (waiting.size() > 0) {
            StreamTick tick = waiting.poll();
            left.add(tick.symbol() + tick.seq());
        }
        List<String> kept = new ArrayList<>();
        row.path("kept").forEach(name -> kept.add(name.asText()));
        assertEquals(kept, left);
        assertEquals(row.path("conflated").asLong(), waiting.dropped());
    }

    static StreamTick tick(String name) {
        long seq = Long.parseLong(name.substring(1));
        return new StreamTick(name.substring(0, 1), 1, 1.1, 0, 0, seq, 1, 6, seq, false);
    }

    @Test
    void keepsTheNewestStateDropsOldBarsAndNeverAnExecution() {
        Waiting<ChannelEvent> account = Waiting.events("account", 10);
        assertTrue(account.push(event(1)) && account.push(event(2)));
        assertEquals(List.of(1, 2L), List.of(account.size(), account.poll().seq()));
        Waiting<ChannelEvent> bars = Waiting.events("bars:M1", 2);
        assertTrue(bars.push(event(1)) && bars.push(event(2)) && bars.push(event(3)));
        assertEquals(List.of(2L, 3L, 1L), List.of(bars.poll().seq(), bars.poll().seq(), bars.dropped()));
        Waiting<ChannelEvent> executions = Waiting.events("executions", 2);
        assertEquals(
                List.of(true, true, false),
                List.of(executions.push(event(1)), executions.push(event(2)), executions.push(event(3))));
        assertEquals(
                List.of(1L, 2L),
                List.of(executions.poll().seq(), executions.poll().seq()));
    }

    private static ChannelEvent event(long seq) {
        return new ChannelEvent("execution", 1, seq, "", null);
    }

    @Test
    void keepsItsPace() {
        Pace pace = new Pace(2);
        assertEquals(
                List.of(0L, 0L, 400L, 0L, 100L),
                List.of(pace.take(0), pace.take(400), pace.take(600), pace.take(1000), pace.take(1300)));
        assertEquals(0, new Pace(0).take(0));
    }

    @Test
    void thePageHasTheSameCodes() throws IOException {
        List<String> page = Files.readAllLines(Path.of("src/docs/clients/README.md"));
        for (Map.Entry<String, JsonNode> row : RULE.path("reconnects").properties()) {
            int code = Integer.parseInt(row.getKey());
            String verdict = row.getValue().asBoolean() ? "| yes |" : code == 4501 ? "| only if" : "| no:";
            assertTrue(
                    page.stream()
                            .filter(line -> line.startsWith("| ") && line.contains(verdict))
                            .anyMatch(line -> names(line, code)),
                    () -> "not in the row '" + verdict + "': " + code);
        }
    }

    private static boolean names(String line, int code) {
        return Pattern.compile("(\\d{4})(?:–(\\d{4}))?").matcher(line).results().anyMatch(range -> {
            int first = Integer.parseInt(range.group(1));
            int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
            return first <= code && code <= last;
        });
    }
}
