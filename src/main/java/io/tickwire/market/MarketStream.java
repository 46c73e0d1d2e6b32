package io.tickwire.market;

import io.tickwire.domain.BarGrid;
import io.tickwire.domain.SymbolSpec;
import io.tickwire.domain.Tick;
import java.util.List;

/** What is known of one stream: specification, last tick, recent ticks, bars. Owner: its {@link MarketCache}'s. */
final class MarketStream {
    private final String name;
    private SymbolSpec spec;
    private final boolean strictDigits;
    private final RingBuffer<Tick> ticks;
    private final BarSeries bars;
    private Tick last;
    private long forgottenSeq;

    MarketStream(String name, SymbolSpec spec, boolean strictDigits, int tickHistory, int barHistory, BarGrid grid) {
        this.name = name;
        this.spec = spec;
        this.strictDigits = strictDigits;
        this.ticks = new RingBuffer<>(tickHistory);
        this.bars = new BarSeries(name, barHistory, grid);
    }

    String name() {
        return name;
    }

    SymbolSpec spec() {
        return spec;
    }

    /** From the next tick on. */
    void spec(SymbolSpec changed) {
        spec = changed;
    }

    boolean strictDigits() {
        return strictDigits;
    }

    BarSeries bars() {
        return bars;
    }

    /** Null before the first tick. */
    Tick last() {
        return last;
    }

    void add(Tick tick) {
        if (ticks.isFull()) {
            forgottenSeq = ticks.get(0).seq();
        }
        last = tick;
        ticks.add(tick);
    }

    List<Tick> newest(int count) {
        return ticks.newest(count);
    }

    /** Kept ticks after this sequence number. */
    List<Tick> after(long seq) {
        int low = 0;
        int high = ticks.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ticks.get(middle).seq() <= seq) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return ticks.from(low);
    }

    /** Whether every tick of this stream after the sequence number is still kept. */
    boolean keepsAllAfter(long seq) {
        return forgottenSeq <= seq;
    }
}
