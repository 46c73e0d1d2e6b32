package io.tickwire.terminal.feeds;

/**
 * A bar that is to become ticks: open, high, low, close of both sides.
 *
 * @param timeMsc start of its period, epoch milliseconds UTC
 */
record QuoteBar(long timeMsc, Ohlc bid, Ohlc ask) {

    /** Four prices; NaN where the text was no number. */
    record Ohlc(double open, double high, double low, double close) {

        /** The fields from an index on, divided by {@code unit} (1 for prices, 10^digits for points). */
        static Ohlc of(Fields fields, int first, double unit) {
            return new Ohlc(
                    fields.decimal(first) / unit,
                    fields.decimal(first + 1) / unit,
                    fields.decimal(first + 2) / unit,
                    fields.decimal(first + 3) / unit);
        }

        /** The other side of the book, a fixed distance above, rounded to the point. */
        Ohlc above(double spreadPoints, double unit) {
            return new Ohlc(
                    shift(open, spreadPoints, unit),
                    shift(high, spreadPoints, unit),
                    shift(low, spreadPoints, unit),
                    shift(close, spreadPoints, unit));
        }

        private static double shift(double price, double spreadPoints, double unit) {
            return Math.rint(price * unit + spreadPoints) / unit;
        }

        LineVerdict check() {
            if (!Double.isFinite(open + high + low + close)) {
                return LineVerdict.NOT_A_NUMBER;
            }
            boolean spans = low > 0 && low <= Math.min(open, close) && high >= Math.max(open, close);
            return spans ? LineVerdict.GOOD : LineVerdict.BAD_PRICE;
        }
    }

    LineVerdict check() {
        LineVerdict verdict = bid.check();
        return verdict == LineVerdict.GOOD ? ask.check() : verdict;
    }
}
