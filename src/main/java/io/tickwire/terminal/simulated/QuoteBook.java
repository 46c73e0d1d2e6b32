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
    private long revision;

    /** What one unit of a currency is worth in another: gains at the worse price for their owner, losses too. */
    record Rate(double gain, double loss) {
        private static final Rate SAME = new Rate(1, 1);
        private static final Rate NONE = new Rate(Double.NaN, Double.NaN);

        boolean known() {
            return !Double.isNaN(gain);
        }

        double of(double amount) {
            return amount * (amount >= 0 ? gain : loss);
        }

        Rate then(Rate next) {
            return new Rate(gain * next.gain, loss * next.loss);
        }
    }

    void add(SymbolSpec spec) {
        specs.put(spec.name(), spec);
        revision++;
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
        revision++;
    }

    /** Another number after each change. */
    long revision() {
        return revision;
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
        Rate rate = rate(from, to);
        return rate.known() ? OptionalDouble.of(rate.of(amount)) : OptionalDouble.empty();
    }

    /** The rate at the present prices. */
    Rate rate(String from, String to) {
        Rate direct = direct(from, to);
        return direct.known() || from.equals("USD") || to.equals("USD")
                ? direct
                : direct(from, "USD").then(direct("USD", to));
    }

    private Rate direct(String from, String to) {
        if (from.equals(to)) {
            return Rate.SAME;
        }
        RawTick pair = last.get(from + to);
        if (pair != null) {
            return new Rate(pair.bid(), pair.ask());
        }
        RawTick inverse = last.get(to + from);
        return inverse == null ? Rate.NONE : new Rate(1 / inverse.ask(), 1 / inverse.bid());
    }
}
