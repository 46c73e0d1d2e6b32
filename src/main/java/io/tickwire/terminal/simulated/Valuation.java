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
    private final Map<String, Price> prices = new HashMap<>();
    private long pricesAt = -1;

    /** All that a symbol's positions are valued by. Found once for each change of the quotes, asked for each position. */
    private record Price(RawTick tick, double contractSize, QuoteBook.Rate profit, boolean convertible) {
        boolean known() {
            return tick != null && convertible;
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
        return quotes.convert(amount, from, currency);
    }

    /** Whether profit and margin of a symbol can be reckoned at present prices. */
    boolean convertible(SymbolSpec spec) {
        return price(spec.name()).convertible();
    }

    /** Whether every position has a price and a rate. */
    boolean priced(Collection<PaperPosition> positions) {
        for (PaperPosition position : positions) {
            if (!price(position.symbol()).known()) {
                return false;
            }
        }
        return true;
    }

    private Price price(String symbol) {
        if (pricesAt != quotes.revision()) {
            prices.clear();
            pricesAt = quotes.revision();
        }
        Price known = prices.get(symbol);
        if (known == null) {
            known = find(quotes.spec(symbol));
            prices.put(symbol, known);
        }
        return known;
    }

    private Price find(SymbolSpec spec) {
        QuoteBook.Rate profit = quotes.rate(spec.currencies().profit(), currency);
        QuoteBook.Rate margin = quotes.rate(spec.currencies().margin(), currency);
        return new Price(quotes.last(spec.name()), spec.contractSize(), profit, profit.known() && margin.known());
    }

    /** Profit of so many lots of a position at a close price, to the cent. */
    double profit(PaperPosition position, double volume, double closePrice) {
        Price price = price(position.symbol());
        if (!price.profit().known()) {
            throw new IllegalStateException("no rate from profit currency of " + position.symbol() + " to " + currency);
        }
        double moved = (closePrice - position.openPrice()) * position.side().sign();
        return cents(price.profit().of(moved * volume * price.contractSize()));
    }

    /** Profit of the whole position now, without swap, to the cent; 0 as long as it has no price. */
    double floating(PaperPosition position) {
        Price price = price(position.symbol());
        return price.known()
                ? profit(position, position.volume(), QuoteBook.closePrice(price.tick(), position.side()))
                : 0;
    }

    /** What it would be closed at now; its open price as long as it has none. */
    double currentPrice(PaperPosition position) {
        RawTick tick = quotes.last(position.symbol());
        return tick == null ? position.openPrice() : QuoteBook.closePrice(tick, position.side());
    }
}
