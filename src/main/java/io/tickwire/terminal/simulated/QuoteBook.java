package io.tickwire.terminal.simulated;

import io.tickwire.domain.RawTick;
import io.tickwire.domain.Side;
import io.tickwire.domain.SymbolSpec;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Symbols and their last ticks. Owner: the terminal's thread. */
final class QuoteBook {
    private final Map<String, SymbolSpec> specs = new LinkedHashMap<>();
    private final Map<String, Quote> quotes = new HashMap<>();
    private long revision;
    private long listed;
    private String latestSymbol;
    private Quote latest;

    void add(SymbolSpec spec) {
        specs.put(spec.name(), spec);
        revision++;
        listed++;
    }

    /** Null when unknown. */
    SymbolSpec spec(String symbol) {
        return specs.get(symbol);
    }

    List<SymbolSpec> specs() {
        return List.copyOf(specs.values());
    }

    void update(RawTick tick) {
        quote(tick.symbol()).become(tick);
        revision++;
    }

    /** Another number after each change. */
    long revision() {
        return revision;
    }

    /** Another number after each change of a symbol's figures. */
    long listed() {
        return listed;
    }

    /** Where the last tick of a symbol stands, or will stand. Most ticks are of the same symbol, and the same string. */
    Quote quote(String symbol) {
        if (symbol == latestSymbol) {
            return latest;
        }
        Quote there = quotes.get(symbol);
        if (there == null) {
            there = new Quote();
            quotes.put(symbol, there);
        }
        latestSymbol = symbol;
        latest = there;
        return there;
    }

    /** Null before the first tick. */
    RawTick last(String symbol) {
        if (symbol == latestSymbol) {
            return latest.tick();
        }
        Quote quote = quotes.get(symbol);
        return quote == null ? null : quote.tick();
    }

    /** The price that opens a position of this side. */
    static double openPrice(RawTick tick, Side side) {
        return side == Side.BUY ? tick.ask() : tick.bid();
    }

    /** The price that closes a position of this side. */
    static double closePrice(RawTick tick, Side side) {
        return side == Side.BUY ? tick.bid() : tick.ask();
    }
}
