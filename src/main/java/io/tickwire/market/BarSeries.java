package io.tickwire.market;

import io.tickwire.domain.Bar;
import io.tickwire.domain.Timeframe;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** All timeframes of one stream: bounded closed bars and the running one of each. One thread. */
final class BarSeries {
    private final Map<Timeframe, BarBuilder> builders = new EnumMap<>(Timeframe.class);
    private final Map<Timeframe, RingBuffer<Bar>> closed = new EnumMap<>(Timeframe.class);

    BarSeries(String stream, int capacity) {
        for (Timeframe timeframe : Timeframe.values()) {
            builders.put(timeframe, new BarBuilder(stream, timeframe));
            closed.put(timeframe, new RingBuffer<>(capacity));
        }
    }

    void onTick(long timeMsc, double bid, Consumer<Bar> closedBars) {
        builders.forEach((timeframe, builder) -> builder.onTick(timeMsc, bid).ifPresent(bar -> {
            closed.get(timeframe).add(bar);
            closedBars.accept(bar);
        }));
    }

    /** Fills history from one-minute bars, oldest first, before any tick. */
    void prime(List<Bar> minutes) {
        for (Bar minute : minutes) {
            builders.forEach((timeframe, builder) -> builder.onBar(minute).ifPresent(closed.get(timeframe)::add));
        }
    }

    /** The newest bars, oldest first, the running one last. */
    List<Bar> newest(Timeframe timeframe, int count) {
        List<Bar> bars = new ArrayList<>();
        builders.get(timeframe).running().ifPresent(bars::add);
        bars.addAll(0, closed.get(timeframe).newest(count - bars.size()));
        return bars;
    }
}
