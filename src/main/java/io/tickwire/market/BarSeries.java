package io.tickwire.market;

import io.tickwire.domain.Bar;
import io.tickwire.domain.BarBuilder;
import io.tickwire.domain.BarGrid;
import io.tickwire.domain.Timeframe;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * All timeframes of one stream: bounded closed bars and the running one of each. A tick costs one minute bar; the longer
 * ones take the minutes that are over, and the running minute when somebody asks. One thread.
 */
final class BarSeries {
    private final BarBuilder minutes;
    private final Map<Timeframe, BarBuilder> longer = new EnumMap<>(Timeframe.class);
    private final Map<Timeframe, RingBuffer<Bar>> closed = new EnumMap<>(Timeframe.class);

    /** @param grid where bars begin */
    BarSeries(String stream, int capacity, BarGrid grid) {
        minutes = new BarBuilder(stream, Timeframe.M1, grid);
        for (Timeframe timeframe : Timeframe.values()) {
            closed.put(timeframe, new RingBuffer<>(capacity));
            if (timeframe != Timeframe.M1) {
                longer.put(timeframe, new BarBuilder(stream, timeframe, grid));
            }
        }
    }

    void onTick(long timeMsc, double bid, Consumer<Bar> closedBars) {
        Optional<Bar> ended = minutes.onTick(timeMsc, bid);
        if (ended.isPresent()) {
            onMinute(ended.get(), timeMsc, closedBars);
        }
    }

    /** A minute is over, and the next one is that of this time. */
    private void onMinute(Bar minute, long nextMsc, Consumer<Bar> closedBars) {
        keep(minute, closedBars);
        longer.forEach((timeframe, builder) -> {
            builder.onBar(minute).ifPresent(bar -> keep(bar, closedBars));
            builder.endBefore(nextMsc).ifPresent(bar -> keep(bar, closedBars));
        });
    }

    private void keep(Bar bar, Consumer<Bar> closedBars) {
        closed.get(bar.timeframe()).add(bar);
        closedBars.accept(bar);
    }

    /** Fills history from one-minute bars, oldest first, before any tick. */
    void prime(List<Bar> history) {
        for (Bar minute : history) {
            minutes.onBar(minute).ifPresent(ended -> onMinute(ended, minute.timeMsc(), bar -> {}));
        }
    }

    /** The newest bars, oldest first, the running one last. */
    List<Bar> newest(Timeframe timeframe, int count) {
        List<Bar> bars = new ArrayList<>();
        minutes.running()
                .map(minute -> timeframe == Timeframe.M1
                        ? minute
                        : longer.get(timeframe).runningWith(minute))
                .ifPresent(bars::add);
        bars.addAll(0, closed.get(timeframe).newest(count - bars.size()));
        return bars;
    }
}
