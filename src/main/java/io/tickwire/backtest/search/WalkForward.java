package io.tickwire.backtest.search;

import io.tickwire.backtest.Backtest;
import io.tickwire.backtest.BacktestResult;
import io.tickwire.backtest.RunPlan;
import io.tickwire.backtest.data.MarketData;
import io.tickwire.backtest.stats.Stat;
import io.tickwire.ops.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import org.slf4j.helpers.NOPLogger;

/**
 * Searches on a span of time, runs the best settings on the span that follows, and rolls both on: what a search would have
 * earned somebody who did not know the future. Each test begins flat, with the bars before it known. Blocks.
 */
public final class WalkForward {
    private final RunPlan plan;
    private final MarketData data;
    private final Split split;
    private final Stat by;
    private final int threads;
    private final Clock clock;

    /**
     * How time is cut: into equal parts, of which some are searched on and the next ones tested on.
     *
     * @param learn parts of a search
     * @param test parts of a test, and how far all rolls on
     * @param windows how often
     */
    public record Split(int learn, int test, int windows) {
        private static final int MOST = 1_000;

        public Split {
            if (learn < 1 || test < 1 || windows < 1 || learn > MOST || test > MOST || windows > MOST) {
                throw new IllegalArgumentException(
                        "a walk-forward split needs 1 to " + MOST + " parts of each kind, such as 4:1");
            }
        }

        /** @param text such as {@code 4:1} */
        public static Split parse(String text, int windows) {
            String[] parts = text.split(":");
            try {
                if (parts.length == 2) {
                    return new Split(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), windows);
                }
            } catch (NumberFormatException noNumber) {
                // Told below.
            }
            throw new IllegalArgumentException(
                    "'" + text + "' is no split; 4:1 searches on four parts and tests on one");
        }

        int parts() {
            return learn + test * windows;
        }
    }

    /**
     * One window.
     *
     * @param testMsc where the search ends and the test begins, epoch milliseconds UTC
     * @param best of the search
     * @param test the same settings on the time that follows
     */
    public record Window(long fromMsc, long testMsc, long toMsc, SearchRun best, BacktestResult test) {}

    /** @param data as the plan's mode wants it */
    public WalkForward(RunPlan plan, MarketData data, Split split, Stat by, int threads, Clock clock) {
        this.plan = plan;
        this.data = data;
        this.split = split;
        this.by = by;
        this.threads = threads;
        this.clock = clock;
    }

    /** @param progress told how many runs are done, of all windows */
    public List<Window> run(List<Map<String, Object>> points, IntConsumer progress, BooleanSupplier cancelled) {
        double part = (data.lastMsc() + 1.0 - data.firstMsc()) / split.parts();
        List<Window> windows = new ArrayList<>();
        for (int i = 0; i < split.windows(); i++) {
            int first = i * split.test();
            long from = data.firstMsc() + (long) (first * part);
            long test = data.firstMsc() + (long) ((first + split.learn()) * part);
            long to = i == split.windows() - 1
                    ? data.lastMsc() + 1
                    : data.firstMsc() + (long) ((first + split.learn() + split.test()) * part);
            int before = i * points.size();
            Search search = new Search(plan, data.between(from, test), threads, clock);
            SearchRun best = Search.ranked(search.run(points, done -> progress.accept(before + done), cancelled), by)
                    .get(0);
            windows.add(new Window(from, test, to, best, test(best, data.between(test, to), cancelled)));
        }
        return windows;
    }

    /** Null when nothing could be searched with. */
    private BacktestResult test(SearchRun best, MarketData span, BooleanSupplier cancelled) {
        return best.failure().isEmpty() && span.size() > 0
                ? new Backtest(plan.with(best.settings()), span, NOPLogger.NOP_LOGGER, clock)
                        .run(ticks -> {}, cancelled)
                : null;
    }
}
