package io.tickwire.domain;

/**
 * A bid-based bar as MetaTrader builds it.
 *
 * @param timeMsc start of the period, epoch milliseconds UTC
 * @param tickVolume number of ticks in it
 * @param closed false while the period is still running
 */
public record Bar(
        String symbol,
        Timeframe timeframe,
        long timeMsc,
        double open,
        double high,
        double low,
        double close,
        long tickVolume,
        boolean closed) {

    public Bar {
        if (!(low > 0 && low <= open && low <= close && high >= open && high >= close && Double.isFinite(high))) {
            throw new IllegalArgumentException("not a bar: " + symbol + " " + timeframe + " open=" + open + " high="
                    + high + " low=" + low + " close=" + close);
        }
    }
}
