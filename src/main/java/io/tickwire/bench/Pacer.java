package io.tickwire.bench;

import io.tickwire.ops.Clock;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Wakes an open loop when its next message is due: a thread that parks, because an event loop's timers count in
 * milliseconds. At most one wake-up waits on the context, so a busy load generator does not collect a backlog of them.
 */
public final class Pacer {
    private final Schedule schedule;
    private final Clock clock;
    private final Context context;
    private final OpenLoop loop;
    private final Promise<Void> allSent = Promise.promise();
    private final AtomicBoolean waking = new AtomicBoolean();

    public Pacer(Schedule schedule, Clock clock, Context context, OpenLoop loop) {
        this.schedule = schedule;
        this.clock = clock;
        this.context = context;
        this.loop = loop;
    }

    /** Starts; the future completes when the last message is out. */
    public Future<Void> start() {
        Thread thread = new Thread(this::run, "bench-pacer");
        thread.setDaemon(true);
        thread.start();
        return allSent.future();
    }

    private void run() {
        long total = schedule.total();
        long due = 0;
        while (due < total) {
            long waitNanos = schedule.intendedNanos(due) - clock.nanos();
            if (waitNanos > 0) {
                LockSupport.parkNanos(waitNanos);
                continue;
            }
            wake();
            due = schedule.dueBy(clock.nanos());
        }
        // Whatever the last wake-up left is sent by this one.
        context.runOnContext(v -> pump());
    }

    private void wake() {
        if (waking.compareAndSet(false, true)) {
            context.runOnContext(v -> {
                waking.set(false);
                pump();
            });
        }
    }

    private void pump() {
        try {
            if (!loop.pump()) {
                allSent.tryComplete();
            }
        } catch (RuntimeException fault) {
            allSent.tryFail(fault);
        }
    }
}
