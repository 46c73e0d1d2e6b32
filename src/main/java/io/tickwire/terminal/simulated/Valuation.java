package io.tickwire.terminal.simulated;

import io.tickwire.domain.RawTick;
import io.tickwire.domain.SymbolSpec;
import java.util.Collection;
import java.util.OptionalDouble;

/** What prices are worth in account currency, at the last ticks. Owner: the terminal's thread. */
final class Valuation {
    private final QuoteBook quotes;
    private final String currency;

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
        return convert(1, spec.currencies().profit()).isPresent()
                && convert(1, spec.currencies().margin()).isPresent();
    }

    /** Whether every position has a price and a rate. */
    boolean priced(Collection<PaperPosition> positions) {
        for (PaperPosition position : positions) {
            if (quotes.last(position.symbol()) == null || !convertible(quotes.spec(position.symbol()))) {
                return false;
            }
        }
        return true;
    }

    /** Profit of so many lots of a position at a close price, to the cent. */
    double profit(PaperPosition position, double volume, double closePrice) {
        SymbolSpec spec = quotes.spec(position.symbol());
        double inProfitCurrency =
                (closePrice - position.openPrice()) * position.side().sign() * volume * spec.contractSize();
        return cents(convert(inProfitCurrency, spec.currencies().profit())
                .orElseThrow(() -> new IllegalStateException(
                        "no rate from " + spec.currencies().profit() + " to " + currency)));
    }

    /** Profit of the whole position now, without swap, to the cent; 0 as long as it has no price. */
    double floating(PaperPosition position) {
        SymbolSpec spec = quotes.spec(position.symbol());
        RawTick tick = quotes.last(position.symbol());
        return tick == null || !convertible(spec)
                ? 0
                : profit(position, position.volume(), QuoteBook.closePrice(tick, position.side()));
    }

    /** What it would be closed at now; its open price as long as it has none. */
    double currentPrice(PaperPosition position) {
        RawTick tick = quotes.last(position.symbol());
        return tick == null ? position.openPrice() : QuoteBook.closePrice(tick, position.side());
    }
}
