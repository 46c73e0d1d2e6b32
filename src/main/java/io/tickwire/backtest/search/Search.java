package io.tickwire.backtest.search;

import io.tickwire.backtest.Backtest;
import io.tickwire.backtest.BacktestResult;
import io.tickwire.backtest.RunPlan;
import io.tickwire.backtest.StrategyFailedException;
import io.tickwire.backtest.data.CancelledException;
import io.tickwire.backtest.data.MarketData;
import io.tickwire.backtest.stats.Stat;
import io.tickwire.ops.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import org.slf4j.helpers.NOPLogger;

/**
 * Runs a strategy with many settings over the same data, on as many threads as it is given. Each run is as alone as if
 * there were no other, so the outcome does not depend on the number of threads. Blocks.
 */
public final class Search {
    private final RunPlan plan;
    private final MarketData data;
    private final int threads;
    private final Clock clock;

    /** @param data as the plan's mode wants it */
    public Search(RunPlan plan, MarketData data, int threads, Clock clock) {
        this.plan = plan;
        this.data = data;
        this.threads = threads;
        this.clock = clock;
    }

    /**
     * @param progress told from any thread how many runs are done
     * @return in the order of the points
     * @throws CancelledException when it was cancelled
     */
    public List<SearchRun> run(List<Map<String, Object>> points, IntConsumer progress, BooleanSupplier cancelled) {
        AtomicReferenceArray<SearchRun> runs = new AtomicReferenceArray<>(points.size());
        AtomicInteger next = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        AtomicReference<Throwable> broken = new AtomicReference<>();
        BooleanSupplier enough = () -> cancelled.getAsBoolean() || broken.get() != null;
        Runnable work = () -> {
            try {
                for (int i = next.getAndIncrement();
                        i < points.size() && !enough.getAsBoolean();
                        i = next.getAndIncrement()) {
                    runs.set(i, one(points.get(i), enough));
                    progress.accept(done.incrementAndGet());
                }
            } catch (CancelledException ending) {
                // Whoever waits for the threads says so.
            } catch (RuntimeException | Error fault) {
                broken.compareAndSet(null, fault);
            }
        };
        onThreads(work, Math.min(threads, points.size()));
        if (broken.get() != null) {
            throw new IllegalStateException("a run broke: " + broken.get(), broken.get());
        }
        if (cancelled.getAsBoolean()) {
            throw new CancelledException();
        }
        List<SearchRun> all = new ArrayList<>(points.size());
        for (int i = 0; i < points.size(); i++) {
            all.add(runs.get(i));
        }
        return all;
    }

    /** The calling thread is one of them. */
    private static void onThreads(Runnable work, int count) {
        List<Thread> others = new ArrayList<>();
        for (int i = 1; i < count; i++) {
            Thread thread = new Thread(work, "backtest-search-" + i);
            thread.setDaemon(true);
            thread.start();
            others.add(thread);
        }
        work.run();
        boolean interrupted = false;
        for (Thread thread : others) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException remembered) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Settings that the strategy refuses are a result, too. */
    private SearchRun one(Map<String, Object> settings, BooleanSupplier cancelled) {
        try {
            BacktestResult result =
                    new Backtest(plan.with(settings), data, NOPLogger.NOP_LOGGER, clock).run(ticks -> {}, cancelled);
            return new SearchRun(settings, result.statistics(), result.hash(), "");
        } catch (StrategyFailedException refused) {
            return new SearchRun(settings, null, "", refused.getMessage());
        }
    }

    /** The best first; those that are equal in their order. */
    public static List<SearchRun> ranked(List<SearchRun> runs, Stat by) {
        return runs.stream()
                .sorted(Comparator.comparingDouble((SearchRun run) -> run.score(by))
                        .reversed())
                .toList();
    }
}
