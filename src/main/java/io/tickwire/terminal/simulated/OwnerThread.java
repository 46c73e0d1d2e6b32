package io.tickwire.terminal.simulated;

import io.tickwire.terminal.TerminalUnavailableException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way onto a terminal's own thread. Any thread. */
final class OwnerThread {
    private static final Logger LOG = LoggerFactory.getLogger(OwnerThread.class);

    private final String id;
    private final ScheduledExecutorService executor;

    OwnerThread(String id, ScheduledExecutorService executor) {
        this.id = id;
        this.executor = executor;
    }

    /** The task's result; fails when it fails or the terminal is closed. */
    <T> Future<T> call(Supplier<T> task) {
        Promise<T> promise = Promise.promise();
        try {
            executor.execute(() -> complete(promise, task));
        } catch (RejectedExecutionException closed) {
            promise.fail(new TerminalUnavailableException("terminal " + id + " is closed"));
        }
        return promise.future();
    }

    private static <T> void complete(Promise<T> promise, Supplier<T> task) {
        try {
            promise.complete(task.get());
        } catch (RuntimeException failure) {
            promise.fail(failure);
        }
    }

    /** Runs it there; a failure is only logged. */
    void run(Runnable task) {
        call(() -> {
                    task.run();
                    return null;
                })
                .onFailure(failure -> LOG.debug("terminal {}: {}", id, failure.toString()));
    }

    /** Runs it there after a while; the returned action takes it back for certain when it is called on that thread. */
    Runnable later(long nanos, Runnable task) {
        try {
            var scheduled = executor.schedule(() -> guarded(task), nanos, TimeUnit.NANOSECONDS);
            return () -> scheduled.cancel(false);
        } catch (RejectedExecutionException closed) {
            LOG.debug("terminal {} is closed", id);
            return () -> {};
        }
    }

    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException failure) {
            LOG.warn("terminal {}: {}", id, failure.toString());
        }
    }

    void shutdown() {
        executor.shutdown();
    }
}
