package io.tickwire.strategy.run;

import io.tickwire.domain.Bar;
import io.tickwire.domain.BarGrid;
import io.tickwire.domain.Tick;
import io.tickwire.domain.Timeframe;
import io.tickwire.strategy.Bars;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The bars and last ticks of a strategy's symbols. Owner: the strategy's thread. */
final class BarBook {
    private final Map<String, Feed> feeds = new HashMap<>();
    private final List<String> symbols;
    private final List<Timeframe> timeframes;
    private Feed latest;

    /** One symbol. */
    static final class Feed {
        private final String symbol;
        private final BarLine[] lines;
        private final Bar[] ended;
        private Tick last;

        Feed(String symbol, BarLine[] lines) {
            this.symbol = symbol;
            this.lines = lines;
            this.ended = new Bar[lines.length];
        }

        Tick last() {
            return last;
        }

        /** Takes a tick; bars that it ended are in {@link #ended}, shorter timeframes first. */
        boolean onTick(Tick tick) {
            last = tick;
            boolean any = false;
            for (int i = 0; i < lines.length; i++) {
                Bar bar = lines[i].onTick(tick.timeMsc(), tick.bid());
                ended[i] = bar;
                any |= bar != null;
            }
            return any;
        }

        boolean prime(Bar bar) {
            for (BarLine line : lines) {
                if (line.timeframe() == bar.timeframe()) {
                    return line.prime(bar);
                }
            }
            return false;
        }

        /** Null where none ended. */
        Bar[] ended() {
            return ended;
        }
    }

    /** @param settings whose symbols and timeframes it has */
    BarBook(RunSettings settings) {
        BarGrid grid = new BarGrid(settings.barZone());
        this.symbols = settings.symbols();
        this.timeframes = settings.timeframes();
        for (String symbol : symbols) {
            BarLine[] lines = timeframes.stream()
                    .map(timeframe -> new BarLine(symbol, timeframe, settings.barsKept(), grid))
                    .toArray(BarLine[]::new);
            feeds.put(symbol, new Feed(symbol, lines));
        }
    }

    /** Null for a symbol that is not the strategy's. */
    Feed feed(String symbol) {
        Feed hit = latest;
        if (hit != null && hit.symbol.equals(symbol)) {
            return hit;
        }
        hit = feeds.get(symbol);
        latest = hit == null ? latest : hit;
        return hit;
    }

    Bars bars(String symbol, Timeframe timeframe) {
        Feed feed = feeds.get(symbol);
        if (feed != null) {
            for (BarLine line : feed.lines) {
                if (line.timeframe() == timeframe) {
                    return line;
                }
            }
        }
        throw new IllegalArgumentException("bars of " + symbol + " " + timeframe
                + ": not in strategy.json; its symbols are " + symbols + ", its timeframes " + timeframes);
    }

    /**
     * Takes bars of the past as if they ended one after the other.
     *
     * @param each told of each closed bar that was new, when it and all before it are there
     */
    void prime(List<Bar> past, Consumer<Bar> each) {
        List<Bar> ordered = new ArrayList<>(past);
        ordered.sort(Comparator.comparing((Bar bar) -> !bar.closed())
                .thenComparingLong(bar -> bar.timeMsc() + bar.timeframe().millis())
                .thenComparing(Bar::timeframe));
        for (Bar bar : ordered) {
            Feed feed = feeds.get(bar.symbol());
            if (feed != null && feed.prime(bar)) {
                each.accept(bar);
            }
        }
    }

    /** Everything that is kept, to prime another book with. */
    List<Bar> past() {
        List<Bar> all = new ArrayList<>();
        for (String symbol : symbols) {
            for (BarLine line : feeds.get(symbol).lines) {
                for (int back = line.size() - 1; back >= 0; back--) {
                    all.add(line.closed(back));
                }
                line.running().ifPresent(all::add);
            }
        }
        return all;
    }
}
