package io.tickwire.backtest.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Collects ticks into columns, as many as fit. One thread. */
public final class MarketDataBuilder {
    private static final int FIRST = 1 << 16;
    /** Two columns of doubles, one of longs, one of bytes. */
    private static final long BYTES_EACH = 25;

    private final List<String> symbols = new ArrayList<>();
    private final long mostTicks;
    private long[] timesMsc;
    private double[] bids;
    private double[] asks;
    private byte[] tags;
    private int size;
    private boolean tagged;
    private String lastSymbol = "";
    private int lastNumber;

    /** @param mostBytes that the columns may take */
    public MarketDataBuilder(long mostBytes) {
        this.mostTicks = Math.min(mostBytes / BYTES_EACH, Integer.MAX_VALUE - 8);
        int first = (int) Math.min(FIRST, mostTicks);
        this.timesMsc = new long[first];
        this.bids = new double[first];
        this.asks = new double[first];
        this.tags = new byte[first];
    }

    /** Adds a tick that is not older than the one before. */
    public void add(String symbol, long timeMsc, double bid, double ask) {
        add(number(symbol), timeMsc, bid, ask, false);
    }

    void add(int symbol, long timeMsc, double bid, double ask, boolean quiet) {
        if (size == timesMsc.length) {
            grow();
        }
        timesMsc[size] = timeMsc;
        bids[size] = bid;
        asks[size] = ask;
        tags[size] = MarketData.tag(symbol, quiet);
        tagged |= tags[size] != 0;
        size++;
    }

    /** The number of a symbol; a new one when it was not there. */
    int number(String symbol) {
        if (symbol.equals(lastSymbol)) {
            return lastNumber;
        }
        int number = symbols.indexOf(symbol);
        if (number < 0) {
            if (symbols.size() == MarketData.MOST_SYMBOLS) {
                throw new DataException(
                        "the data have more than " + MarketData.MOST_SYMBOLS + " symbols; name fewer files");
            }
            number = symbols.size();
            symbols.add(symbol);
        }
        lastSymbol = symbol;
        lastNumber = number;
        return number;
    }

    /** Room for so many more, when that is known before. */
    public void reserve(long more) {
        long wanted = size + more;
        if (wanted > mostTicks) {
            throw tooMany(wanted);
        }
        if (wanted > timesMsc.length) {
            resize((int) wanted);
        }
    }

    private void grow() {
        if (size >= mostTicks) {
            throw tooMany(size + 1L);
        }
        // The old and the new columns are there at the same time, so steps are smaller than twice.
        resize((int) Math.min(mostTicks, size + 16 + (long) size / 2));
    }

    private DataException tooMany(long wanted) {
        return new DataException(String.format(
                Locale.ROOT,
                "%,d ticks and more do not fit into memory (%,d do): name a shorter time with --from and --to, or give"
                        + " Java more memory with -Xmx",
                wanted,
                mostTicks));
    }

    private void resize(int length) {
        timesMsc = Arrays.copyOf(timesMsc, length);
        bids = Arrays.copyOf(bids, length);
        asks = Arrays.copyOf(asks, length);
        tags = Arrays.copyOf(tags, length);
    }

    public int size() {
        return size;
    }

    public MarketData build() {
        return new MarketData(symbols, timesMsc, bids, asks, tagged ? tags : null, 0, size);
    }
}
