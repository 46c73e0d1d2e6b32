package io.tickwire.edge;

import static io.tickwire.ops.Awaiting.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tickwire.domain.Tick;
import io.tickwire.ops.Metrics;
import io.tickwire.protocol.CloseCode;
import io.tickwire.protocol.ticks.EncodedTick;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class OutboundTest {
    private final Vertx vertx = Vertx.vertx();
    private final FakeWire wire = new FakeWire();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private Outbound outbound;

    @AfterEach
    void close() {
        await(vertx.close());
    }

    private static EncodedTick tick(String stream, Object data) {
        return new EncodedTick(stream, message(data).getBytes(StandardCharsets.UTF_8));
    }

    private static String message(Object data) {
        return "{\"type\":\"tick\",\"data\":" + data + "}";
    }

    /** Runs in one turn of an event loop, and waits for the turn to end. */
    private void turn(Runnable what) {
        Promise<Void> ended = Promise.promise();
        vertx.runOnContext(v -> {
            Turn turn = new Turn(vertx);
            outbound = outbound == null ? new Outbound(wire, turn, wire::close, 3, 4, new Metrics(registry)) : outbound;
            what.run();
            vertx.runOnContext(after -> vertx.runOnContext(last -> ended.complete()));
        });
        await(ended.future());
    }

    @Test
    void writesAnswersAtOnceAndTheTicksOfATurnInOneWrite() {
        turn(() -> {
            outbound.message("answer");
            outbound.tick(tick("A", 1));
            outbound.tick(tick("A", 2));
            assertEquals(List.of("answer"), wire.sent);
        });
        assertEquals(List.of("answer", message(1), message(2)), wire.sent);
        assertEquals(2, wire.writes);
        assertTrue(outbound.keptUp());
    }

    @Test
    void conflatesTicksOfAClientThatDoesNotReadAndCountsThem() {
        wire.room = 0;
        turn(() -> {
            for (int i = 0; i < 1000; i++) {
                outbound.tick(tick("A", i));
                outbound.tick(tick("B", i));
            }
        });
        assertEquals(2, outbound.waiting());
        wire.room = 10;
        turn(outbound::flush);
        assertEquals(List.of(message(999), message(999)), wire.sent);
        assertEquals(1998.0, registry.get("tickwire.ticks.conflated").counter().count());
    }

    @Test
    void neverDropsAnAnswerButClosesWith4001AtTheBound() {
        wire.room = 0;
        turn(() -> {
            for (int i = 0; i < 3; i++) {
                outbound.message("m" + i);
            }
            assertEquals(3, outbound.waiting());
            outbound.message("one too many");
        });
        assertEquals(CloseCode.SLOW_CONSUMER, wire.closed);
        assertEquals(0, outbound.waiting());
    }

    @Test
    void sendsAnswersBeforeTicksOnceTheClientReadsAgain() {
        wire.room = 0;
        turn(() -> {
            outbound.tick(tick("A", 1));
            outbound.message("answer");
        });
        wire.room = 2;
        turn(outbound::flush);
        assertEquals(List.of("answer", message(1)), wire.sent);
    }

    @Test
    void joinsTicksOfOneTurnForAClientThatAskedForBatches() {
        turn(() -> {
            outbound.batching(true);
            outbound.tick(tick("A", 1));
            outbound.tick(tick("B", 2));
        });
        turn(() -> outbound.tick(tick("A", 3)));
        assertEquals(List.of("{\"type\":\"ticks\",\"data\":[1,2]}", message(3)), wire.sent);
    }

    @Test
    void tellsThePastWholeHoweverSlowlyItIsReadAndTheNewBehindIt() {
        List<Tick> past = IntStream.rangeClosed(1, 5000)
                .mapToObj(seq -> new Tick("A", seq, 1.1, 1.2, 0, 0, 6, 1.0, seq, 0, 0))
                .toList();
        wire.room = 0;
        turn(() -> {
            outbound.replay(new TickReplay("A", past, false));
            for (int seq = 5001; seq <= 5010; seq++) {
                outbound.tick(tick("A", "{\"seq\":" + seq + "}"));
            }
        });
        assertFalse(outbound.keptUp());
        while (!outbound.keptUp()) {
            wire.room = 1;
            turn(outbound::flush);
            wire.room = 1;
        }
        assertEquals(5001, wire.sent.size());
        for (int i = 0; i < 5000; i++) {
            assertTrue(wire.sent.get(i).endsWith("\"seq\":" + (i + 1) + "}}"), wire.sent.get(i));
        }
        assertEquals(message("{\"seq\":5010}"), wire.sent.get(5000));
    }

    @Test
    void tellsNothingOfAStreamThatTheClientLeft() {
        List<Tick> past = List.of(new Tick("A", 1, 1.1, 1.2, 0, 0, 6, 1.0, 1, 0, 0));
        wire.room = 0;
        turn(() -> {
            outbound.replay(new TickReplay("A", past, true));
            outbound.tick(tick("A", 2));
            outbound.tick(tick("B", 3));
            outbound.forget("A");
        });
        wire.room = 10;
        turn(outbound::flush);
        assertEquals(List.of(message(3)), wire.sent);
    }
}
