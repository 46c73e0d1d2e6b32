package io.tickwire.strategy.run;

import io.tickwire.domain.Bar;
import io.tickwire.domain.BarBuilder;
import io.tickwire.domain.BarGrid;
import io.tickwire.domain.Timeframe;
import io.tickwire.strategy.Bars;
import java.util.Arrays;
import java.util.Optional;

/**
 * The bars of one symbol and timeframe: the newest closed ones as columns, and the running one. Owner: the strategy's
 * thread.
 */
final class BarLine implements Bars {
    private static final int FIRST = 256;

    private final String symbol;
    private final Timeframe timeframe;
    private final int kept;
    private final BarGrid grid;
    private final BarBuilder builder;
    private long[] times = new long[FIRST];
    private double[] opens = new double[FIRST];
    private double[] highs = new double[FIRST];
    private double[] lows = new double[FIRST];
    private double[] closes = new double[FIRST];
    private double[] volumes = new double[FIRST];
    private int to;
    private long floorMsc = Long.MIN_VALUE;

    /** @param kept closed bars that are kept at least; up to twice as many are */
    BarLine(String symbol, Timeframe timeframe, int kept, BarGrid grid) {
        this.symbol = symbol;
        this.timeframe = timeframe;
        this.kept = kept;
        this.grid = grid;
        this.builder = new BarBuilder(symbol, timeframe, grid);
    }

    String symbol() {
        return symbol;
    }

    Timeframe timeframe() {
        return timeframe;
    }

    /** Takes a bar of the past, closed or the running one; whether it is a closed one that it did not have yet. */
    boolean prime(Bar bar) {
        if (bar.timeMsc() < floorMsc) {
            return false;
        }
        if (bar.closed()) {
            add(bar);
            floorMsc = grid.endOf(timeframe, bar.timeMsc());
        } else {
            builder.onBar(bar);
            floorMsc = bar.timeMsc();
        }
        return bar.closed();
    }

    /** The bar that this tick ended, if it is the first of a new period; null when it is not. */
    Bar onTick(long timeMsc, double bid) {
        if (timeMsc < floorMsc) {
            // It is in a bar of the past already.
            return null;
        }
        Optional<Bar> ended = builder.onTick(timeMsc, bid);
        if (ended.isEmpty()) {
            return null;
        }
        Bar bar = ended.get();
        add(bar);
        return bar;
    }

    private void add(Bar bar) {
        if (to == times.length) {
            makeRoom();
        }
        times[to] = bar.timeMsc();
        opens[to] = bar.open();
        highs[to] = bar.high();
        lows[to] = bar.low();
        closes[to] = bar.close();
        volumes[to] = bar.tickVolume();
        to++;
    }

    /** Moves what is kept to the front, or grows until twice that fits. */
    private void makeRoom() {
        int keep = Math.min(to, kept);
        int length = keep < kept ? Math.min(2 * times.length, 2 * kept) : times.length;
        int start = to - keep;
        times = moved(times, start, length);
        opens = moved(opens, start, length);
        highs = moved(highs, start, length);
        lows = moved(lows, start, length);
        closes = moved(closes, start, length);
        volumes = moved(volumes, start, length);
        to = keep;
    }

    private long[] moved(long[] column, int start, int length) {
        long[] next = new long[length];
        System.arraycopy(column, start, next, 0, to - start);
        return next;
    }

    private double[] moved(double[] column, int start, int length) {
        double[] next = new double[length];
        System.arraycopy(column, start, next, 0, to - start);
        return next;
    }

    @Override
    public int size() {
        return Math.min(to, kept);
    }

    @Override
    public Bar closed(int back) {
        if (back < 0 || back >= size()) {
            throw new IndexOutOfBoundsException(
                    symbol + " " + timeframe + ": bar " + back + " of " + size() + " that are kept");
        }
        int i = to - 1 - back;
        return new Bar(symbol, timeframe, times[i], opens[i], highs[i], lows[i], closes[i], (long) volumes[i], true);
    }

    @Override
    public Optional<Bar> running() {
        return builder.running();
    }

    @Override
    public double[] closes(int count) {
        return newest(closes, count);
    }

    @Override
    public double[] opens(int count) {
        return newest(opens, count);
    }

    @Override
    public double[] highs(int count) {
        return newest(highs, count);
    }

    @Override
    public double[] lows(int count) {
        return newest(lows, count);
    }

    @Override
    public double[] volumes(int count) {
        return newest(volumes, count);
    }

    private double[] newest(double[] column, int count) {
        return Arrays.copyOfRange(column, to - Math.min(count, size()), to);
    }
}
