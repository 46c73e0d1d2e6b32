package io.tickwire.backtest.jobs;

import io.tickwire.backtest.data.CancelledException;
import io.tickwire.config.TickwireConfig;
import io.tickwire.domain.message.BacktestStatus;
import io.tickwire.domain.message.BacktestStatus.State;
import io.tickwire.domain.message.StartBacktest;
import io.tickwire.ops.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs backtests aside, a few at a time; some may wait, more are refused, and the oldest that are over are forgotten. Any
 * thread; nothing here blocks but {@link #close}.
 */
public final class BacktestJobs implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BacktestJobs.class);
    private static final long ENDING_SECONDS = 10;

    private final JobRunner runner;
    private final int kept;
    private final Consumer<BacktestStatus> listener;
    private final Clock clock;
    private final ThreadPoolExecutor workers;
    private final Map<String, Job> jobs = new LinkedHashMap<>();
    private int number;

    /** @param listener told from any thread when something changed; of progress now and then */
    public BacktestJobs(TickwireConfig config, Consumer<BacktestStatus> listener, Clock clock) {
        this.runner = new JobRunner(config, clock);
        this.kept = config.backtests().kept();
        this.listener = listener;
        this.clock = clock;
        AtomicInteger thread = new AtomicInteger();
        int running = config.backtests().running();
        this.workers = new ThreadPoolExecutor(
                running,
                running,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(config.backtests().waiting()),
                task -> {
                    Thread worker = new Thread(task, "backtest-" + thread.incrementAndGet());
                    worker.setDaemon(true);
                    return worker;
                });
    }

    /**
     * @return how it stands now
     * @throws IllegalArgumentException when the wish cannot be understood
     * @throws RejectedExecutionException when too many wait already
     */
    public BacktestStatus start(StartBacktest wish) {
        runner.check(wish);
        Job job;
        synchronized (jobs) {
            job = new Job("bt-" + ++number, wish, clock, listener);
            jobs.put(job.id(), job);
            forget();
        }
        try {
            workers.execute(() -> work(job));
        } catch (RejectedExecutionException full) {
            synchronized (jobs) {
                jobs.remove(job.id());
            }
            throw new RejectedExecutionException(
                    workers.getQueue().size() + " backtests wait already: wait for one, or cancel one");
        }
        return job.status();
    }

    private void work(Job job) {
        try {
            if (job.getAsBoolean()) {
                throw new CancelledException();
            }
            runner.run(job);
        } catch (CancelledException cancelled) {
            job.over(State.CANCELLED, "");
        } catch (Exception | Error failed) {
            // A strategy may do anything; the others go on.
            LOG.warn("backtest {} of {}: {}", job.id(), job.wish().strategy(), failed.toString());
            job.over(State.FAILED, failed.getMessage() == null ? failed.toString() : failed.getMessage());
        }
    }

    /** The oldest that are over; what waits or runs is never forgotten, and bounded by its queue. */
    private void forget() {
        Iterator<Job> oldest = jobs.values().iterator();
        while (jobs.size() > kept && oldest.hasNext()) {
            if (oldest.next().status().state().isOver()) {
                oldest.remove();
            }
        }
    }

    /** The newest first. */
    public List<BacktestStatus> list() {
        List<BacktestStatus> all = new ArrayList<>();
        synchronized (jobs) {
            jobs.values().forEach(job -> all.add(0, job.status()));
        }
        return all;
    }

    public Optional<BacktestStatus> status(String id) {
        return job(id).map(Job::status);
    }

    private Optional<Job> job(String id) {
        synchronized (jobs) {
            return Optional.ofNullable(jobs.get(id));
        }
    }

    /** Its result; empty until it is done. */
    public Optional<String> json(String id) {
        return job(id).map(Job::json).filter(text -> !text.isEmpty());
    }

    /** Its report; empty until it is done, and for a search. */
    public Optional<String> report(String id) {
        return job(id).map(Job::report).filter(text -> !text.isEmpty());
    }

    /** Whether there is one of this name; it ends soon, unless it is over. */
    public Optional<BacktestStatus> cancel(String id) {
        Optional<Job> job = job(id);
        job.ifPresent(Job::cancel);
        return job.map(Job::status);
    }

    /** Cancels all and waits a little for them. */
    @Override
    public void close() {
        synchronized (jobs) {
            jobs.values().forEach(Job::cancel);
        }
        workers.shutdownNow();
        try {
            workers.awaitTermination(ENDING_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }
}
