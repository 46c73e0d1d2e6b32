package io.tickwire.backtest.data;

import io.tickwire.domain.BarGrid;
import io.tickwire.domain.Timeframe;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Thins ticks out to four for each bar: open, the extremes with the low first when the bar rose, close. Open and close
 * keep their times, the extremes stand at a quarter and a half between, where MetaTrader's tester puts them, because a
 * tester that has bars only does not know better. Pure.
 */
public final class FourPoints {
    private final MarketData data;
    private final Timeframe timeframe;
    private final BarGrid grid;
    private final boolean quiet;
    private final MarketDataBuilder out;

    private FourPoints(MarketData data, Timeframe timeframe, BarGrid grid, boolean quiet) {
        this.data = data;
        this.timeframe = timeframe;
        this.grid = grid;
        this.quiet = quiet;
        this.out = new MarketDataBuilder(Long.MAX_VALUE);
        data.symbols().forEach(out::number);
    }

    /** All four of each minute. */
    public static MarketData minutes(MarketData data) {
        return new FourPoints(data, Timeframe.M1, BarGrid.UTC, false).run();
    }

    /** Of each bar the open; the other three only shape the bar. */
    public static MarketData opens(MarketData data, Timeframe timeframe, BarGrid grid) {
        return new FourPoints(data, timeframe, grid, true).run();
    }

    /** Where the ticks of a bar are that is still running. */
    private static final class Running {
        private long endMsc = Long.MIN_VALUE;
        private int open;
        private int high;
        private int low;
        private int close;
    }

    private record Point(int symbol, long timeMsc, int tick, boolean quiet) {}

    private MarketData run() {
        Running[] bars = new Running[data.symbols().size()];
        for (int i = 0; i < bars.length; i++) {
            bars[i] = new Running();
        }
        List<Point> held = new ArrayList<>();
        long flushAt = Long.MIN_VALUE;
        for (int i = 0; i < data.size(); i++) {
            Running bar = bars[data.symbol(i)];
            long timeMsc = data.timeMsc(i);
            if (timeMsc >= flushAt && flushAt != Long.MIN_VALUE) {
                end(bars, held, timeMsc);
                write(held);
                flushAt = Long.MIN_VALUE;
            }
            if (bar.endMsc == Long.MIN_VALUE) {
                bar.endMsc = grid.endOf(timeframe, timeMsc);
                bar.open = i;
                bar.high = i;
                bar.low = i;
                flushAt = flushAt == Long.MIN_VALUE ? bar.endMsc : Math.min(flushAt, bar.endMsc);
            }
            bar.high = data.bid(i) > data.bid(bar.high) ? i : bar.high;
            bar.low = data.bid(i) < data.bid(bar.low) ? i : bar.low;
            bar.close = i;
        }
        end(bars, held, Long.MAX_VALUE);
        write(held);
        return out.build();
    }

    private void end(Running[] bars, List<Point> held, long timeMsc) {
        for (int symbol = 0; symbol < bars.length; symbol++) {
            Running bar = bars[symbol];
            if (bar.endMsc != Long.MIN_VALUE && bar.endMsc <= timeMsc) {
                expand(symbol, bar, held);
                bar.endMsc = Long.MIN_VALUE;
            }
        }
    }

    private void expand(int symbol, Running bar, List<Point> held) {
        long begin = data.timeMsc(bar.open);
        long span = data.timeMsc(bar.close) - begin;
        boolean rose = data.bid(bar.close) > data.bid(bar.open);
        held.add(new Point(symbol, begin, bar.open, false));
        if (bar.close != bar.open) {
            held.add(new Point(symbol, begin + span / 4, rose ? bar.low : bar.high, quiet));
            held.add(new Point(symbol, begin + span / 2, rose ? bar.high : bar.low, quiet));
            held.add(new Point(symbol, begin + span, bar.close, quiet));
        }
    }

    /** All bars run in step, so that what is held is older than what comes. */
    private void write(List<Point> held) {
        held.sort(Comparator.comparingLong(Point::timeMsc));
        for (Point point : held) {
            out.add(point.symbol(), point.timeMsc(), data.bid(point.tick()), data.ask(point.tick()), point.quiet());
        }
        held.clear();
    }
}
