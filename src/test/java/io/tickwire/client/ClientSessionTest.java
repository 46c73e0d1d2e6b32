package io.tickwire.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tickwire.client.Messages.TickSettings;
import io.tickwire.ops.ManualClock;
import io.tickwire.protocol.json.Json;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The conversation without a socket: the test is the server and the clock. */
final class ClientSessionTest {
    private static final String EARLY = "2026-01-27T10:00:00.000Z";
    private static final TradeSignal BUY = TradeSignal.buy("EURUSD", 0.1);

    private record Planned(double delayMs, Runnable action) {}

    private final List<Planned> planned = new ArrayList<>();
    private final List<JsonNode> sent = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private boolean full;

    private final ClientSession session = new ClientSession(
            ClientOptions.to("ws://127.0.0.1/websocket/ws"), new ManualClock(), this::plan, new ClientListener() {
                @Override
                public void tick(StreamTick tick) {
                    told.add(tick.symbol() + tick.seq());
                }

                @Override
                public void event(ChannelEvent event) {
                    told.add(event.type() + event.seq());
                }

                @Override
                public void gap(Gap gap) {
                    told.add("gap " + gap.channel() + gap.names());
                }

                @Override
                public void settled(TradeOutcome outcome) {
                    told.add("settled " + outcome.status());
                }
            });

    private Runnable plan(double delayMs, Runnable action) {
        Planned one = new Planned(delayMs, action);
        planned.add(one);
        return () -> planned.remove(one);
    }

    private void elapse(double delayMs) {
        Planned due = planned.stream()
                .filter(one -> one.delayMs() == delayMs)
                .findFirst()
                .orElseThrow();
        planned.remove(due);
        due.action().run();
    }

    private void open() {
        sent.clear();
        session.opened(
                new Wire() {
                    @Override
                    public void send(String text) {
                        sent.add(Json.parse(text.getBytes(StandardCharsets.UTF_8)));
                    }

                    @Override
                    public boolean isFull() {
                        return full;
                    }
                },
                EARLY);
    }

    private void say(String json) {
        session.heard(json.replace('\'', '"'));
    }

    private void answer(TradeSignal signal, String status, String details) {
        say("{'type':'trading_signal_executed','status':'" + status + "','signal_id':'" + signal.id() + "','details':{"
                + details + "}}");
    }

    private static String code(Future<?> failed) {
        return ((TickwireException) failed.cause()).code();
    }

    private Future<TradeOutcome> trade() {
        return session.trade(BUY, 15_000, false);
    }

    @Test
    void asksOneQuestionAtATimeSoThatAnErrorIsTheAnswerToIt() {
        open();
        Future<JsonNode> first = session.ask("{\"type\":\"first\"}", "one");
        Future<JsonNode> second = session.ask("{\"type\":\"second\"}", "two");
        assertEquals(1, sent.size());
        say("{'type':'error','error_code':'TERMINAL_UNAVAILABLE','message':'no','details':{'retry_after':3}}");
        assertEquals("TERMINAL_UNAVAILABLE", code(first));
        assertEquals(2, sent.size());
        say("{'type':'two'}");
        assertTrue(second.succeeded());
        session.lost("1006");
        assertEquals("NOT_CONNECTED", code(session.ask("{}", "x")));
    }

    @Test
    void repeatsASignalByteForByteAndTakesNoRefusalForItsOutcome() {
        open();
        Future<TradeOutcome> outcome = trade();
        JsonNode signal = sent.get(0);
        session.lost("1006");
        assertFalse(outcome.isComplete());
        open();
        assertEquals(List.of(signal), sent);
        answer(BUY, "error", "'error_code':'TERMINAL_UNAVAILABLE','retry_after':2");
        assertFalse(outcome.isComplete());
        elapse(2_000);
        assertEquals(List.of(signal, signal), sent);
        answer(BUY, "success", "'duplicate':true");
        assertTrue(outcome.result().duplicate());
        assertEquals(outcome.result(), outcome.result().settled().result());
        assertEquals(List.of(), planned);
    }

    @Test
    void takesARefusalOfTheFirstSendingAtItsWord() {
        open();
        Future<TradeOutcome> outcome = trade();
        answer(BUY, "error", "'error_code':'RATE_LIMITED','retry_after':42");
        assertEquals("RATE_LIMITED", outcome.result().code());
        assertEquals(42, outcome.result().retryAfterSeconds());
    }

    @Test
    void tellsTheLateTruthAndAsksForItAfterAReconnect() {
        open();
        Future<TradeOutcome> outcome = trade();
        answer(BUY, "unknown", "'error_code':'UNKNOWN_OUTCOME'");
        assertTrue(outcome.result().isUnknown());
        session.lost("4001");
        open();
        assertEquals(1, sent.size());
        say("{'type':'execution','epoch':1,'seq':1,'timestamp':'" + EARLY + "','data':{'account':'sim','signal_id':'"
                + BUY.id() + "','status':'success','symbol':'EURUSD','order_id':'7'}}");
        TradeOutcome truth = outcome.result().settled().result();
        assertEquals(
                "success 7",
                truth.status() + " " + truth.result().path("order_id").asText());
        assertEquals(List.of("settled success", "execution1"), told);
    }

    @Test
    void neverRepeatsASignalAfterItsDeadline() {
        open();
        Future<TradeOutcome> outcome = trade();
        elapse(15_000);
        assertEquals(
                "unknown TIMEOUT",
                outcome.result().status() + " " + outcome.result().code());
        session.lost("1006");
        open();
        assertEquals(List.of(), sent);
        answer(BUY, "failed", "'error_code':'TERMINAL_REJECTED'");
        assertEquals("failed", outcome.result().settled().result().status());
    }

    @Test
    void aSignalThatNeverLeftIsAFailure() {
        assertEquals("NOT_CONNECTED", code(trade()));
        Future<TradeOutcome> waiting = session.trade(BUY, 15_000, true);
        assertEquals("SIGNAL_CONFLICT", code(session.trade(BUY, 15_000, true)));
        elapse(15_000);
        assertEquals("NOT_SENT", code(waiting));
    }

    @Test
    void waitsWhileTheSocketIsFull() {
        full = true;
        open();
        trade();
        assertEquals(List.of(), sent);
        full = false;
        elapse(20);
        assertEquals(1, sent.size());
    }

    @Test
    void takesUpEachSymbolWhereItStood() {
        open();
        Future<Subscribed> subscribed = session.subscribe(List.of("A", "B"), new TickSettings(5, true));
        assertEquals(
                Json.parse(
                        "{\"type\":\"subscribe\",\"symbols\":[\"A\",\"B\"],\"since\":{\"epoch\":0,\"seq\":0},\"max_rate\":5.0,\"batch\":true}"
                                .getBytes(StandardCharsets.UTF_8)),
                sent.get(0));
        say("{'type':'subscribed','symbols':['A','B'],'epoch':7,'recovered':false}");
        assertEquals(List.of("A", "B"), subscribed.result().symbols());
        say("{'type':'ticks','data':[{'symbol':'A','seq':3,'time_msc':30},{'symbol':'B','seq':4,'time_msc':40}]}");
        session.lost("1006");
        open();
        assertEquals("{\"epoch\":7,\"seq\":3}", sent.get(0).path("since").toString());
        say("{'type':'subscribed','symbols':['A'],'epoch':7,'recovered':true}");
        say("{'type':'tick','data':{'symbol':'A','seq':3,'time_msc':30}}");
        say("{'type':'tick','data':{'symbol':'A','seq':8,'time_msc':80}}");
        assertEquals("{\"epoch\":7,\"seq\":4}", sent.get(1).path("since").toString());
        say("{'type':'subscribed','symbols':['B'],'epoch':9,'recovered':false}");
        say("{'type':'tick','data':{'symbol':'B','seq':1,'time_msc':90}}");
        assertEquals(List.of("A3", "B4", "A8", "gap ticks[B]", "B1"), told);
    }

    @Test
    void resumesExecutionsWithoutAHoleFromTheBeginningWhenItHasHeardNone() {
        open();
        session.listen("executions", null);
        assertFalse(sent.get(0).has("since"));
        session.lost("1006");
        open();
        assertEquals("{\"epoch\":0,\"seq\":0}", sent.get(0).path("since").toString());
        execution(1, "2026-01-27T09:59:59.999Z");
        execution(2, EARLY);
        execution(2, EARLY);
        execution(4, EARLY);
        session.lost("1006");
        open();
        assertEquals("{\"epoch\":5,\"seq\":4}", sent.get(0).path("since").toString());
        assertEquals(List.of("execution2", "gap executions[sim]", "execution4"), told);
    }

    private void execution(int seq, String timestamp) {
        say("{'type':'execution','epoch':5,'seq':" + seq + ",'timestamp':'" + timestamp
                + "','data':{'account':'sim'}}");
    }

    @Test
    void anEndTellsEverybody() {
        open();
        Future<TradeOutcome> outcome = trade();
        Future<JsonNode> asked = session.ask("{}", "x");
        session.end(new TickwireException("OVERFLOW", "full"));
        assertEquals(
                "unknown OVERFLOW",
                outcome.result().status() + " " + outcome.result().code());
        assertEquals("OVERFLOW", code(asked));
        assertEquals("OVERFLOW", code(trade()));
        assertEquals(List.of(), planned);
    }

    @Test
    void silenceIsNoticed() {
        List<String> happened = new ArrayList<>();
        ManualClock clock = new ManualClock();
        Watch watch = new Watch(
                Duration.ofMillis(100), clock, this::plan, () -> happened.add("beat"), () -> happened.add("silent"));
        watch.start();
        elapse(100);
        clock.advanceMillis(100);
        watch.heard();
        clock.advanceMillis(200);
        elapse(250);
        assertEquals(List.of("beat"), happened);
        clock.advanceMillis(50);
        elapse(50);
        assertEquals(List.of("beat", "silent"), happened);
        assertThrows(java.util.NoSuchElementException.class, () -> elapse(250));
    }
}
