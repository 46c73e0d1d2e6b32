package io.tickwire.terminal.simulated;

import io.tickwire.domain.RawTick;
import io.tickwire.domain.SymbolSpec;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/** What prices are worth in account currency, at the last ticks. Owner: the terminal's thread. */
final class Valuation {
    private final QuoteBook quotes;
    private final String currency;
    private final Map<String, Priced> symbols = new HashMap<>();
    private final Map<String, Conversion> conversions = new HashMap<>();
    private long listed = -1;
    private String latestSymbol;
    private Priced latest;

    /** All that a symbol's positions are valued by: found once, asked with each tick. */
    private record Priced(Quote quote, double contractSize, Conversion profit, Conversion margin) {
        boolean convertible() {
            return profit.known() && margin.known();
        }

        boolean known() {
            return quote.tick() != null && convertible();
        }
    }

    Valuation(QuoteBook quotes, String currency) {
        this.quotes = quotes;
        this.currency = currency;
    }

    /** Rounded to the cent, half to even; binary dust below a millionth of a cent does not decide. */
    static double cents(double amount) {
        return Math.rint(Math.rint(amount * 1e8) / 1e6) / 100 + 0.0;
    }

    /** An amount of another currency; empty without a rate. */
    OptionalDouble convert(double amount, String from) {
        Conversion conversion = conversion(from);
        return conversion.known() ? OptionalDouble.of(conversion.of(amount)) : OptionalDouble.empty();
    }

    /** From another currency to the account's. */
    Conversion conversion(String from) {
        Conversion known = conversions.get(from);
        if (known == null) {
            known = Conversion.of(quotes, from, currency);
            conversions.put(from, known);
        }
        return known;
    }

    /** Whether profit and margin of a symbol can be reckoned at present prices. */
    boolean convertible(SymbolSpec spec) {
        return priced(spec.name()).convertible();
    }

    /** Whether every position has a price and a rate. */
    boolean priced(Collection<PaperPosition> positions) {
        for (PaperPosition position : positions) {
            if (!priced(position.symbol()).known()) {
                return false;
            }
        }
        return true;
    }

    private Priced priced(String symbol) {
        if (listed != quotes.listed()) {
            symbols.clear();
            listed = quotes.listed();
            latestSymbol = null;
        }
        // Most are about the same symbol, and the same string.
        if (symbol == latestSymbol) {
            return latest;
        }
        Priced known = symbols.get(symbol);
        if (known == null) {
            known = find(quotes.spec(symbol));
            symbols.put(symbol, known);
        }
        latestSymbol = symbol;
        latest = known;
        return known;
    }

    private Priced find(SymbolSpec spec) {
        return new Priced(
                quotes.quote(spec.name()),
                spec.contractSize(),
                conversion(spec.currencies().profit()),
                conversion(spec.currencies().margin()));
    }

    /** Profit of so many lots of a position at a close price, to the cent. */
    double profit(PaperPosition position, double volume, double closePrice) {
        Priced priced = priced(position.symbol());
        if (!priced.profit().known()) {
            throw new IllegalStateException("no rate from profit currency of " + position.symbol() + " to " + currency);
        }
        return profit(priced, position, volume, closePrice);
    }

    private static double profit(Priced priced, PaperPosition position, double volume, double closePrice) {
        double moved = (closePrice - position.openPrice()) * position.side().sign();
        return cents(priced.profit().of(moved * volume * priced.contractSize()));
    }

    /** Profit of the whole position now, without swap, to the cent; 0 as long as it has no price. */
    double floating(PaperPosition position) {
        Priced priced = priced(position.symbol());
        return priced.known()
                ? profit(
                        priced,
                        position,
                        position.volume(),
                        QuoteBook.closePrice(priced.quote().tick(), position.side()))
                : 0;
    }

    /** What it would be closed at now; its open price as long as it has none. */
    double currentPrice(PaperPosition position) {
        RawTick tick = quotes.last(position.symbol());
        return tick == null ? position.openPrice() : QuoteBook.closePrice(tick, position.side());
    }
}
