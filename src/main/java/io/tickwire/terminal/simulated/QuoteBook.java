package io.tickwire.terminal.simulated;

import io.tickwire.domain.RawTick;
import io.tickwire.domain.Side;
import io.tickwire.domain.SymbolSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Symbols, their last ticks, and currency conversion at those. Owner: the terminal's thread. */
final class QuoteBook {
    private final Map<String, SymbolSpec> specs = new LinkedHashMap<>();
    private final Map<String, RawTick> last = new LinkedHashMap<>();

    void add(SymbolSpec spec) {
        specs.put(spec.name(), spec);
    }

    /** Null when unknown. */
    SymbolSpec spec(String symbol) {
        return specs.get(symbol);
    }

    List<SymbolSpec> specs() {
        return List.copyOf(specs.values());
    }

    void update(RawTick tick) {
        last.put(tick.symbol(), tick);
    }

    /** Null before the first tick. */
    RawTick last(String symbol) {
        return last.get(symbol);
    }

    /** The price that opens a position of this side. */
    static double openPrice(RawTick tick, Side side) {
        return side == Side.BUY ? tick.ask() : tick.bid();
    }

    /** The price that closes a position of this side. */
    static double closePrice(RawTick tick, Side side) {
        return side == Side.BUY ? tick.bid() : tick.ask();
    }

    /**
     * An amount in another currency at the present prices: a gain is converted at the worse price for its owner, as a
     * broker does. Tries the pair, its inverse, then the way over USD. Empty without a price.
     */
    OptionalDouble convert(double amount, String from, String to) {
        OptionalDouble direct = convertDirectly(amount, from, to);
        if (direct.isPresent() || from.equals("USD") || to.equals("USD")) {
            return direct;
        }
        OptionalDouble dollars = convertDirectly(amount, from, "USD");
        return dollars.isPresent() ? convertDirectly(dollars.getAsDouble(), "USD", to) : dollars;
    }

    private OptionalDouble convertDirectly(double amount, String from, String to) {
        if (from.equals(to)) {
            return OptionalDouble.of(amount);
        }
        RawTick pair = last.get(from + to);
        if (pair != null) {
            return OptionalDouble.of(amount * (amount >= 0 ? pair.bid() : pair.ask()));
        }
        RawTick inverse = last.get(to + from);
        if (inverse != null) {
            return OptionalDouble.of(amount / (amount >= 0 ? inverse.ask() : inverse.bid()));
        }
        return OptionalDouble.empty();
    }
}
