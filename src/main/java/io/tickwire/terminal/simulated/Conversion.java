package io.tickwire.terminal.simulated;

/**
 * The way from one currency to another at the present prices: gains at the worse price for their owner, losses too, as a
 * broker converts. Tries the pair, its inverse, then the way over USD. Owner: the terminal's thread.
 */
final class Conversion {
    private final boolean same;
    private final Quote pair;
    private final Quote inverse;
    private final Conversion toUsd;
    private final Conversion fromUsd;

    private Conversion(boolean same, Quote pair, Quote inverse, Conversion toUsd, Conversion fromUsd) {
        this.same = same;
        this.pair = pair;
        this.inverse = inverse;
        this.toUsd = toUsd;
        this.fromUsd = fromUsd;
    }

    /** Between two currencies, at the quotes of a book. */
    static Conversion of(QuoteBook quotes, String from, String to) {
        boolean over = !from.equals("USD") && !to.equals("USD");
        return new Conversion(
                from.equals(to),
                quotes.quote(from + to),
                quotes.quote(to + from),
                over ? of(quotes, from, "USD") : null,
                over ? of(quotes, "USD", to) : null);
    }

    /** Whether the prices that it needs are there. */
    boolean known() {
        return same
                || pair.tick() != null
                || inverse.tick() != null
                || toUsd != null && toUsd.known() && fromUsd.known();
    }

    /** An amount in the other currency; NaN without a price. */
    double of(double amount) {
        return amount * (amount >= 0 ? gain() : loss());
    }

    private double gain() {
        if (same) {
            return 1;
        }
        if (pair.tick() != null) {
            return pair.tick().bid();
        }
        if (inverse.tick() != null) {
            return 1 / inverse.tick().ask();
        }
        return toUsd == null ? Double.NaN : toUsd.gain() * fromUsd.gain();
    }

    private double loss() {
        if (same) {
            return 1;
        }
        if (pair.tick() != null) {
            return pair.tick().ask();
        }
        if (inverse.tick() != null) {
            return 1 / inverse.tick().bid();
        }
        return toUsd == null ? Double.NaN : toUsd.loss() * fromUsd.loss();
    }
}
