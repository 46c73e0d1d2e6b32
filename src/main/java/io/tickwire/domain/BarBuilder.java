package io.tickwire.domain;

import java.util.Optional;

/**
 * Builds the bars of one stream and timeframe the way MetaTrader does: from bids, aligned to the period, no bar for a
 * period without ticks. The only maker of bars, live, imported or replayed. One thread.
 */
public final class BarBuilder {
    private final String stream;
    private final Timeframe timeframe;
    private final BarGrid grid;
    private long start = Long.MIN_VALUE;
    private long end = Long.MIN_VALUE;
    private double open;
    private double high;
    private double low;
    private double close;
    private long tickVolume;

    /** @param grid where its periods begin */
    public BarBuilder(String stream, Timeframe timeframe, BarGrid grid) {
        this.stream = stream;
        this.timeframe = timeframe;
        this.grid = grid;
    }

    /** Takes a tick; the bar that it ended, if it is the first of a new period. */
    public Optional<Bar> onTick(long timeMsc, double bid) {
        return take(timeMsc, bid, bid, bid, bid, 1);
    }

    /** Takes a finer bar; the bar that it ended. */
    public Optional<Bar> onBar(Bar finer) {
        return take(finer.timeMsc(), finer.open(), finer.high(), finer.low(), finer.close(), finer.tickVolume());
    }

    /** Ends the running bar when this time is no longer its; the next tick or bar begins a new one. */
    public Optional<Bar> endBefore(long timeMsc) {
        if (tickVolume == 0 || timeMsc >= start && timeMsc < end) {
            return Optional.empty();
        }
        Bar ended = bar(true);
        tickVolume = 0;
        start = Long.MIN_VALUE;
        end = Long.MIN_VALUE;
        return Optional.of(ended);
    }

    /** The bar still running. */
    public Optional<Bar> running() {
        return tickVolume == 0 ? Optional.empty() : Optional.of(bar(false));
    }

    /** The bar that would be running with this finer one, which is not taken. */
    public Bar runningWith(Bar finer) {
        BarBuilder copy = new BarBuilder(stream, timeframe, grid);
        running().ifPresent(copy::onBar);
        copy.onBar(finer);
        return copy.bar(false);
    }

    private Optional<Bar> take(long timeMsc, double first, double top, double bottom, double last, long ticks) {
        Optional<Bar> ended = Optional.empty();
        if (timeMsc >= end || timeMsc < start) {
            ended = tickVolume == 0 ? Optional.empty() : Optional.of(bar(true));
            start = grid.startOf(timeframe, timeMsc);
            end = grid.endOf(timeframe, timeMsc);
            open = first;
            high = top;
            low = bottom;
            tickVolume = 0;
        }
        high = Math.max(high, top);
        low = Math.min(low, bottom);
        close = last;
        tickVolume += ticks;
        return ended;
    }

    private Bar bar(boolean closed) {
        return new Bar(stream, timeframe, start, open, high, low, close, tickVolume, closed);
    }
}
