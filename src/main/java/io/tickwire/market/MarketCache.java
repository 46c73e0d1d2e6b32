package io.tickwire.market;

import io.tickwire.config.MarketConfig;
import io.tickwire.domain.Bar;
import io.tickwire.domain.BarGrid;
import io.tickwire.domain.SymbolSpec;
import io.tickwire.domain.Tick;
import io.tickwire.domain.message.BarHistory;
import io.tickwire.domain.message.BarQuery;
import io.tickwire.domain.message.QuotedSymbol;
import io.tickwire.domain.message.Resume;
import io.tickwire.domain.message.SymbolList;
import io.tickwire.domain.message.TickHistory;
import io.tickwire.domain.message.TickQuery;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The poller's memory of the market, and the answers it gives from it. Owner: the poller's context. */
public final class MarketCache {
    private final MarketConfig config;
    private final long epoch;
    private final BarGrid grid;
    private final Map<String, MarketStream> streams = new LinkedHashMap<>();

    /** @param epoch tells this publisher's sequence numbers from those of the one before it */
    public MarketCache(MarketConfig config, long epoch) {
        this.config = config;
        this.epoch = epoch;
        this.grid = new BarGrid(ZoneId.of(config.barZone()));
    }

    /** Adds a stream unless it is there; strict streams refuse prices with more digits than the symbol has. */
    public void open(String stream, SymbolSpec spec, boolean strictDigits) {
        streams.computeIfAbsent(
                stream,
                name -> new MarketStream(name, spec, strictDigits, config.tickHistory(), config.barHistory(), grid));
    }

    /** The symbol of a stream has other figures from now on; its history stays. */
    public void change(String stream, SymbolSpec spec) {
        open(stream, spec, true);
        streams.get(stream).spec(spec);
    }

    /** Whether there is such a stream. */
    public boolean knows(String stream) {
        return streams.containsKey(stream);
    }

    MarketStream stream(String name) {
        return streams.get(name);
    }

    /** Gives a stream its past, one-minute bars oldest first. */
    public void prime(String stream, List<Bar> minutes) {
        streams.get(stream).bars().prime(minutes);
    }

    public SymbolList symbols() {
        Map<String, SymbolSpec> specs = new LinkedHashMap<>();
        streams.forEach((name, stream) -> specs.put(name, stream.spec()));
        return new SymbolList(specs);
    }

    public QuotedSymbol quote(String name) {
        MarketStream stream = streams.get(name);
        return stream == null ? new QuotedSymbol(null, null) : new QuotedSymbol(stream.spec(), stream.last());
    }

    public BarHistory bars(BarQuery query) {
        MarketStream stream = streams.get(query.stream());
        return stream == null
                ? new BarHistory(false, List.of())
                : new BarHistory(true, stream.bars().newest(query.timeframe(), query.count()));
    }

    public TickHistory ticks(TickQuery query) {
        Map<String, List<Tick>> found = new LinkedHashMap<>();
        boolean recovered = query.since() != null && query.since().epoch() == epoch;
        for (String name : query.streams()) {
            MarketStream stream = streams.get(name);
            if (stream != null && stream.last() != null) {
                recovered &= query.since() == null
                        || stream.keepsAllAfter(query.since().seq());
                found.put(name, ticks(stream, query));
            }
        }
        return new TickHistory(epoch, found, recovered);
    }

    private List<Tick> ticks(MarketStream stream, TickQuery query) {
        Resume since = query.since();
        return since != null && since.epoch() == epoch ? stream.after(since.seq()) : stream.newest(query.count());
    }
}
