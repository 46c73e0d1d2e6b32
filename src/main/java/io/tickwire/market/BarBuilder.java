package io.tickwire.market;

import io.tickwire.domain.Bar;
import io.tickwire.domain.Timeframe;
import java.util.Optional;

/**
 * Builds the bars of one stream and timeframe the way MetaTrader does: from bids, aligned to the period, no bar for a
 * period without ticks. One thread.
 */
final class BarBuilder {
    private final String stream;
    private final Timeframe timeframe;
    private long start = Long.MIN_VALUE;
    private double open;
    private double high;
    private double low;
    private double close;
    private long tickVolume;

    BarBuilder(String stream, Timeframe timeframe) {
        this.stream = stream;
        this.timeframe = timeframe;
    }

    /** Takes a tick; the bar that it ended, if it is the first of a new period. */
    Optional<Bar> onTick(long timeMsc, double bid) {
        return take(timeMsc, bid, bid, bid, bid, 1);
    }

    /** Takes a finer bar, for history. */
    Optional<Bar> onBar(Bar finer) {
        return take(finer.timeMsc(), finer.open(), finer.high(), finer.low(), finer.close(), finer.tickVolume());
    }

    /** The bar still running. */
    Optional<Bar> running() {
        return tickVolume == 0 ? Optional.empty() : Optional.of(bar(false));
    }

    private Optional<Bar> take(long timeMsc, double first, double top, double bottom, double last, long ticks) {
        long period = timeframe.startOf(timeMsc);
        Optional<Bar> ended = Optional.empty();
        if (period != start) {
            ended = tickVolume == 0 ? Optional.empty() : Optional.of(bar(true));
            start = period;
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
