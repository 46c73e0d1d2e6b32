package io.tickwire.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tickwire.edge.frames.Received.Part;
import io.tickwire.ops.Metrics;
import io.tickwire.protocol.CloseCode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OutboundTest {

    /** Takes what it is told while {@code room} lasts. */
    private static final class FakeWire implements Wire {
        final List<String> sent = new ArrayList<>();
        CloseCode closed;
        int room = Integer.MAX_VALUE;

        @Override
        public void send(String text) {
            sent.add(text);
            room--;
        }

        @Override
        public void send(Part part) {
            throw new UnsupportedOperationException("no binary here");
        }

        @Override
        public void ping() {
            throw new UnsupportedOperationException("no ping here");
        }

        @Override
        public boolean writable() {
            return room > 0;
        }

        @Override
        public void close(CloseCode code, String reason) {
            closed = code;
        }
    }

    private final FakeWire wire = new FakeWire();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Outbound outbound = new Outbound(wire, wire::close, 3, 4, new Metrics(registry));

    @Test
    void writesAtOnceWhileTheClientReads() {
        outbound.message("answer");
        outbound.tick("A", "1");
        assertEquals(List.of("answer", "{\"type\":\"tick\",\"data\":1}"), wire.sent);
        assertTrue(outbound.keptUp());
    }

    @Test
    void conflatesTicksOfAClientThatDoesNotReadAndCountsThem() {
        wire.room = 0;
        for (int i = 0; i < 1000; i++) {
            outbound.tick("A", "" + i);
            outbound.tick("B", "" + i);
        }
        assertEquals(2, outbound.waiting());
        wire.room = 10;
        outbound.flush();
        assertEquals(List.of("{\"type\":\"tick\",\"data\":999}", "{\"type\":\"tick\",\"data\":999}"), wire.sent);
        assertEquals(1998.0, registry.get("tickwire.ticks.conflated").counter().count());
    }

    @Test
    void neverDropsAnAnswerButClosesWith4001AtTheBound() {
        wire.room = 0;
        for (int i = 0; i < 3; i++) {
            outbound.message("m" + i);
        }
        assertEquals(3, outbound.waiting());
        outbound.message("one too many");
        assertEquals(CloseCode.SLOW_CONSUMER, wire.closed);
        assertEquals(0, outbound.waiting());
    }

    @Test
    void sendsAnswersBeforeTicksOnceTheClientReadsAgain() {
        wire.room = 0;
        outbound.tick("A", "1");
        outbound.message("answer");
        wire.room = 2;
        outbound.flush();
        assertEquals(List.of("answer", "{\"type\":\"tick\",\"data\":1}"), wire.sent);
    }

    @Test
    void joinsTicksOfOneTurnForAClientThatAskedForBatches() {
        outbound.batching(true);
        outbound.tick("A", "1");
        outbound.tick("B", "2");
        assertEquals(List.of(), wire.sent);
        outbound.flush();
        outbound.tick("A", "3");
        outbound.flush();
        assertEquals(List.of("{\"type\":\"ticks\",\"data\":[1,2]}", "{\"type\":\"tick\",\"data\":3}"), wire.sent);
    }
}
