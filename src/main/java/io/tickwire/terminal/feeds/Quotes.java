package io.tickwire.terminal.feeds;

/** What a price must be to be passed on. A crossed quote is passed: the market counts those. */
final class Quotes {
    private Quotes() {}

    static LineVerdict check(double bid, double ask) {
        if (!Double.isFinite(bid) || !Double.isFinite(ask)) {
            return LineVerdict.NOT_A_NUMBER;
        }
        return bid > 0 && ask > 0 ? LineVerdict.GOOD : LineVerdict.BAD_PRICE;
    }
}
