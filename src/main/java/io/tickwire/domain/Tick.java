package io.tickwire.domain;

/**
 * A validated tick: prices are finite and positive, {@code bid <= ask}.
 *
 * @param symbol stream name: the plain symbol, or {@code SYMBOL@source} for a source that is not the primary one
 * @param timeMsc source time, epoch milliseconds UTC
 * @param spreadPips {@code (ask - bid) / pip}, one decimal
 * @param flags {@link TickFlags} bits
 * @param seq rises by one with each tick of the publishing poller, over all symbols, within its epoch
 * @param receivedAtNanos monotonic time of arrival in this process: the age of the quote counts from it
 * @param publishedAtNanos monotonic time of its publication, for the stage timers
 */
public record Tick(
        String symbol,
        long timeMsc,
        double bid,
        double ask,
        double last,
        double volume,
        int flags,
        double spreadPips,
        long seq,
        long receivedAtNanos,
        long publishedAtNanos) {

    public Tick {
        if (!(bid > 0 && ask >= bid && ask < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("not a quote: " + symbol + " bid=" + bid + " ask=" + ask);
        }
        if (!Double.isFinite(last) || !Double.isFinite(volume)) {
            throw new IllegalArgumentException("not finite: " + symbol + " last=" + last + " volume=" + volume);
        }
    }

    /** The price a market order of this side is filled at. */
    public double fillPrice(Side side) {
        return side == Side.BUY ? ask : bid;
    }
}
