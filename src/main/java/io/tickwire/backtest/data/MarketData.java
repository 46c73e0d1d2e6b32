package io.tickwire.backtest.data;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Recorded ticks of one or several symbols in time order, as columns. Never changed once made, so any number of threads
 * read it.
 */
public final class MarketData {
    /** A symbol's number has seven bits, the eighth says that a tick is quiet. */
    static final int MOST_SYMBOLS = 128;

    private static final int QUIET = 0x80;
    private static final int NUMBER = 0x7f;

    private final List<String> symbols;
    private final long[] timesMsc;
    private final double[] bids;
    private final double[] asks;
    private final byte[] tags;
    private final int from;
    private final int to;

    /** @param tags null = all ticks are of the first symbol, and none is quiet */
    MarketData(List<String> symbols, long[] timesMsc, double[] bids, double[] asks, byte[] tags, int from, int to) {
        this.symbols = List.copyOf(symbols);
        this.timesMsc = Objects.requireNonNull(timesMsc, "timesMsc");
        this.bids = Objects.requireNonNull(bids, "bids");
        this.asks = Objects.requireNonNull(asks, "asks");
        this.tags = tags;
        this.from = from;
        this.to = to;
    }

    /** Symbols that occur. */
    public List<String> symbols() {
        return symbols;
    }

    public int size() {
        return to - from;
    }

    /** Epoch milliseconds UTC, never falling. */
    public long timeMsc(int index) {
        return timesMsc[from + index];
    }

    public double bid(int index) {
        return bids[from + index];
    }

    public double ask(int index) {
        return asks[from + index];
    }

    /** Number of its symbol in {@link #symbols}. */
    public int symbol(int index) {
        return tags == null ? 0 : tags[from + index] & NUMBER;
    }

    /** Whether it only shapes bars: neither the broker nor the strategy is shown it. */
    public boolean isQuiet(int index) {
        return tags != null && (tags[from + index] & QUIET) != 0;
    }

    static byte tag(int symbol, boolean quiet) {
        return (byte) (quiet ? symbol | QUIET : symbol);
    }

    /** 0 when there are no ticks. */
    public long firstMsc() {
        return size() == 0 ? 0 : timesMsc[from];
    }

    /** 0 when there are no ticks. */
    public long lastMsc() {
        return size() == 0 ? 0 : timesMsc[to - 1];
    }

    /** The ticks of a span, on the same columns. */
    public MarketData between(long fromMsc, long toMsc) {
        return new MarketData(
                symbols, timesMsc, bids, asks, tags, firstAt(fromMsc, from, to), firstAt(toMsc, from, to));
    }

    /** What its columns hold of the time before it: as much as is asked for, or less. */
    public MarketData before(long spanMs) {
        int first = size() == 0 ? from : firstAt(firstMsc() - spanMs, 0, from);
        return new MarketData(symbols, timesMsc, bids, asks, tags, first, from);
    }

    private int firstAt(long timeMsc, int first, int end) {
        int low = first;
        int high = end;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (timesMsc[middle] < timeMsc) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The same bids with asks a fixed distance above. @param distances of each symbol, price */
    public MarketData withSpread(double[] distances, double[] pointsPerUnit) {
        double[] other = new double[to - from];
        for (int i = 0; i < other.length; i++) {
            int symbol = symbol(i);
            other[i] = Math.rint((bid(i) + distances[symbol]) * pointsPerUnit[symbol]) / pointsPerUnit[symbol];
        }
        return new MarketData(
                symbols,
                from == 0 ? timesMsc : Arrays.copyOfRange(timesMsc, from, to),
                from == 0 ? bids : Arrays.copyOfRange(bids, from, to),
                other,
                tags == null || from == 0 ? tags : Arrays.copyOfRange(tags, from, to),
                0,
                to - from);
    }
}
