package io.tickwire.terminal.feeds;

import io.tickwire.domain.RawTick;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * An endless made-up market for running without a broker: all symbols in time order, around the clock. Equal seed,
 * start and symbols give the very same ticks on every JDK; one more symbol does not change the ticks of the others.
 * Owner: one thread at a time. Holds nothing that needs closing.
 */
public final class SyntheticFeed implements TickFeed {
    private final SyntheticStream[] streams;

    /**
     * @param startMsc time of every symbol's first tick, epoch milliseconds UTC
     * @param symbols at least one, names unique
     */
    public SyntheticFeed(long seed, long startMsc, List<SyntheticSymbol> symbols) {
        if (symbols.isEmpty()) {
            throw new IllegalArgumentException("a synthetic feed needs at least one symbol");
        }
        Set<String> names = new HashSet<>();
        for (SyntheticSymbol symbol : symbols) {
            if (!names.add(symbol.spec().name())) {
                throw new IllegalArgumentException(
                        "symbol twice: " + symbol.spec().name());
            }
        }
        this.streams = symbols.stream()
                .map(symbol -> new SyntheticStream(symbol, seed, startMsc))
                .toArray(SyntheticStream[]::new);
    }

    @Override
    public RawTick next() {
        // A handful of symbols: a scan beats a heap. Ties go to the first in the list.
        SyntheticStream first = streams[0];
        for (int i = 1; i < streams.length; i++) {
            if (streams[i].headMsc() < first.headMsc()) {
                first = streams[i];
            }
        }
        return first.take();
    }

    @Override
    public void close() {
        // Memory only.
    }
}
