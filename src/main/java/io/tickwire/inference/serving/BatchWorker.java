package io.tickwire.inference.serving;

import io.tickwire.domain.message.PredictAnswer.Reason;
import io.tickwire.inference.model.Graph.Lane;
import io.tickwire.inference.model.GraphException;
import io.tickwire.inference.model.LoadedModel;
import io.tickwire.ops.Clock;
import io.tickwire.ops.Metrics;
import io.tickwire.ops.Metrics.Stage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that runs what is queued: it takes one job, and with it all that wait already, up to a batch. There is no
 * timer: alone a question is not delayed, and under load batches grow by themselves. Shadows are run when nothing else
 * waits. The queues are bounded, and full ones refuse.
 *
 * <p>Owner: the desk's context offers and closes; the worker's own thread does the rest.
 */
final class BatchWorker {
    private static final Logger LOG = LoggerFactory.getLogger(BatchWorker.class);

    private final BlockingQueue<Job> queue;
    private final BlockingQueue<Job> spare;
    private final int maxBatch;
    private final Consumer<List<Job>> outlet;
    private final Clock clock;
    private final Metrics metrics;
    private final Thread thread;
    private final Runnable onEnd;
    private final List<Job> taken = new ArrayList<>();
    private boolean closing;

    /**
     * Begins to work.
     *
     * @param capacity jobs that may wait
     * @param maxBatch jobs that are taken at once
     * @param outlet takes jobs that are done, on the worker's thread
     * @param onEnd told when the last job is done after {@link #close}, on the worker's thread
     */
    BatchWorker(
            String name,
            int capacity,
            int maxBatch,
            Consumer<List<Job>> outlet,
            Runnable onEnd,
            Clock clock,
            Metrics metrics) {
        this.queue = new ArrayBlockingQueue<>(capacity);
        this.spare = new ArrayBlockingQueue<>(capacity);
        this.maxBatch = maxBatch;
        this.outlet = outlet;
        this.onEnd = onEnd;
        this.clock = clock;
        this.metrics = metrics;
        this.thread = new Thread(this::work, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** False when too many wait. */
    boolean offer(Job job) {
        return !closing && queue.offer(job);
    }

    int waiting() {
        return queue.size();
    }

    /** Takes no more, and ends when what waits is done. */
    void close() {
        closing = true;
        thread.interrupt();
    }

    private void work() {
        while (true) {
            try {
                taken.add(queue.take());
            } catch (InterruptedException ending) {
                try {
                    finish();
                } finally {
                    onEnd.run();
                }
                return;
            }
            queue.drainTo(taken, maxBatch - 1);
            runTaken();
            while (queue.isEmpty() && spare.drainTo(taken, maxBatch) > 0) {
                runTaken();
            }
        }
    }

    private void finish() {
        while (queue.drainTo(taken, maxBatch) > 0 || spare.drainTo(taken, maxBatch) > 0) {
            runTaken();
        }
    }

    private void runTaken() {
        Map<LoadedModel, List<Job>> byModel = new LinkedHashMap<>();
        long nowNanos = clock.nanos();
        List<Job> late = new ArrayList<>();
        for (Job job : taken) {
            if (job.isLate(nowNanos)) {
                job.refuse(Reason.TIMEOUT, "no answer in time: too much waits for this model");
                late.add(job);
            } else {
                byModel.computeIfAbsent(job.model(), model -> new ArrayList<>()).add(job);
            }
        }
        taken.clear();
        done(late);
        byModel.forEach(this::run);
    }

    /** In runs of as many rows as the model takes. */
    private void run(LoadedModel model, List<Job> jobs) {
        List<Job> batch = new ArrayList<>(jobs.size());
        int rows = 0;
        for (Job job : jobs) {
            if (rows + job.rows() > model.maxBatch()) {
                runBatch(model, batch, rows);
                batch = new ArrayList<>();
                rows = 0;
            }
            batch.add(job);
            rows += job.rows();
        }
        runBatch(model, batch, rows);
    }

    private void runBatch(LoadedModel model, List<Job> batch, int rows) {
        try {
            Lane lane = model.borrow();
            try {
                runOn(lane, model, batch, rows);
            } finally {
                model.giveBack(lane);
            }
        } catch (GraphException | RuntimeException | Error failed) {
            // A worker that ended with one batch would leave all others without an answer.
            LOG.error("model {} {} failed", model.name(), model.version(), failed);
            batch.forEach(
                    job -> job.refuse(Reason.FAILED, "model " + model.name() + " failed: " + failed.getMessage()));
        }
        done(batch);
    }

    private void runOn(Lane lane, LoadedModel model, List<Job> batch, int rows) throws GraphException {
        long startNanos = clock.nanos();
        int row = 0;
        for (Job job : batch) {
            metrics.stage(Stage.INFERENCE_WAIT, startNanos - job.arrivedNanos());
            job.fill(lane, row);
            row += job.rows();
        }
        lane.run(rows);
        long endNanos = clock.nanos();
        row = 0;
        for (Job job : batch) {
            if (job.isLate(endNanos)) {
                // Who asked was told so already.
                job.refuse(Reason.TIMEOUT, "no answer in time");
            } else {
                job.read(lane, row, endNanos);
            }
            row += job.rows();
        }
        metrics.batch(model.name(), rows, endNanos - startNanos);
    }

    private void done(List<Job> jobs) {
        if (jobs.isEmpty()) {
            return;
        }
        for (Job job : jobs) {
            job.model().release();
            Job follower = job.follower();
            if (follower != null && !spare.offer(follower)) {
                follower.drop();
            }
        }
        outlet.accept(jobs);
    }
}
