package io.tickwire.backtest;

import io.tickwire.backtest.data.MarketData;
import io.tickwire.domain.Bar;
import io.tickwire.domain.BarBuilder;
import io.tickwire.domain.BarGrid;
import io.tickwire.domain.Timeframe;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The bars that a strategy is shown before its first tick, made of the ticks before it. Pure. */
public final class Warmup {
    private static final long DAY_MS = 86_400_000;
    /** A weekend and a holiday, during which there are no bars. */
    private static final long SLACK_MS = 4 * DAY_MS;

    private Warmup() {}

    /** How far back ticks are needed for so many bars of the longest timeframe; a week has five days of them. */
    public static long spanMs(RunPlan plan) {
        long longest =
                plan.timeframes().stream().mapToLong(Timeframe::millis).max().orElse(0);
        return plan.warmupBars() == 0 || longest == 0 ? 0 : longest * plan.warmupBars() * 7 / 5 + SLACK_MS;
    }

    /** @param data whose columns may begin before it does */
    static List<Bar> bars(MarketData data, RunPlan plan) {
        MarketData past = data.before(spanMs(plan));
        List<Bar> bars = new ArrayList<>();
        if (past.size() > 0) {
            BarGrid grid = new BarGrid(plan.barZone());
            for (int symbol = 0; symbol < past.symbols().size(); symbol++) {
                for (Timeframe timeframe : plan.timeframes()) {
                    add(
                            bars,
                            past,
                            symbol,
                            new BarBuilder(past.symbols().get(symbol), timeframe, grid),
                            plan.warmupBars());
                }
            }
        }
        return bars;
    }

    private static void add(List<Bar> bars, MarketData past, int symbol, BarBuilder builder, int most) {
        Deque<Bar> newest = new ArrayDeque<>();
        for (int i = 0; i < past.size(); i++) {
            if (past.symbol(i) == symbol) {
                builder.onTick(past.timeMsc(i), past.bid(i)).ifPresent(bar -> {
                    newest.add(bar);
                    if (newest.size() > most) {
                        newest.remove();
                    }
                });
            }
        }
        bars.addAll(newest);
        builder.running().ifPresent(bars::add);
    }
}
