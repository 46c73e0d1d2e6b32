package io.tickwire.bench.history;

import io.tickwire.domain.RawTick;
import io.tickwire.terminal.feeds.TickFeed;
import java.util.List;

/** Ticks that are in memory already. One thread. */
final class ListFeed implements TickFeed {
    private final List<RawTick> ticks;
    private int at;

    ListFeed(List<RawTick> ticks) {
        this.ticks = ticks;
    }

    @Override
    public RawTick next() {
        return at < ticks.size() ? ticks.get(at++) : null;
    }

    @Override
    public void close() {
        // Memory only.
    }
}
