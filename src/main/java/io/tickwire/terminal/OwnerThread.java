package io.tickwire.terminal;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** The way onto a terminal's own thread. Any thread. */
public final class OwnerThread {
    private static final Logger LOG = LoggerFactory.getLogger(OwnerThread.class);

    private final String id;
    private final ScheduledExecutorService executor;

    public OwnerThread(String id, ScheduledExecutorService executor) {
        this.id = id;
        this.executor = executor;
    }

    /** The task's result; fails when it fails or the terminal is closed. */
    public <T> Future<T> call(Supplier<T> task) {
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
    public void run(Runnable task) {
        call(() -> {
                    task.run();
                    return null;
                })
                .onFailure(failure -> LOG.atLevel(
                                failure instanceof TerminalUnavailableException ? Level.DEBUG : Level.WARN)
                        .log("terminal {}: {}", id, failure.toString()));
    }

    /** Runs it there after a while; the returned action takes it back for certain when it is called on that thread. */
    public Runnable later(long nanos, Runnable task) {
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

    /** Ends the thread when what it was given is done. */
    public void shutdown() {
        executor.shutdown();
    }
}
