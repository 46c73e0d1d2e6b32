package io.tickwire.market;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tickwire.domain.RawTick;
import io.tickwire.terminal.TerminalEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TerminalRelayTest {
    private final TerminalRelay relay = new TerminalRelay();
    private final List<String> heard = new ArrayList<>();

    private final class Named implements TerminalRelay.Hearer {
        private final String name;

        Named(String name) {
            this.name = name;
        }

        @Override
        public void ticks(List<RawTick> batch) {
            heard.add(name + batch.size());
        }

        @Override
        public void event(TerminalEvent event) {
            heard.add(name + " event");
        }
    }

    @Test
    void keepsInOrderWhatComesWhileOneTakesAnothersPlace() {
        relay.to(new Named("a"));
        batch(1);
        relay.hold();
        batch(2);
        relay.event(new TerminalEvent.FeedEnded(7, ""));
        relay.to(new Named("b"));
        batch(3);
        assertEquals(List.of("a1", "b2", "b event", "b3"), heard);
    }

    @Test
    void keepsTheNewestWhenNobodyComesForLong() {
        batch(9);
        for (int i = 0; i < TerminalRelay.MAX_KEPT; i++) {
            batch(1);
        }
        relay.to(new Named("a"));
        assertEquals(TerminalRelay.MAX_KEPT, heard.size());
        assertEquals("a1", heard.get(0));
    }

    private void batch(int ticks) {
        List<RawTick> batch = new ArrayList<>();
        for (int i = 0; i < ticks; i++) {
            batch.add(new RawTick("EURUSD", i + 1, 1.1, 1.2, 0, 0, 6));
        }
        relay.ticks(batch);
    }
}
