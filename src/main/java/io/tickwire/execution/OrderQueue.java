package io.tickwire.execution;

import io.tickwire.domain.Signal;
import io.tickwire.domain.SignalAction;
import io.tickwire.domain.Urgency;
import io.tickwire.ops.Clock;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Supplier;

/**
 * Lets so many signals at the terminal at once; of those that wait the more urgent go first, and closing counts as
 * the most urgent. Nobody waits longer than so long: an order at the price of then is not what its sender wants now. Its
 * length is bounded by the signals that may be under way. Owner: the executor's context.
 */
final class OrderQueue {
    private final int maxInFlight;
    private final Duration maxWait;
    private final Clock clock;
    private final PriorityQueue<Waiting<?>> waiting = new PriorityQueue<>(
            Comparator.<Waiting<?>>comparingInt(w -> -w.rank).thenComparingLong(w -> w.arrival));
    private long arrivals;
    private int inFlight;
    private boolean pumping;

    private static final class Waiting<T> {
        private final int rank;
        private final long arrival;
        private final long sinceNanos;
        private final Supplier<Future<T>> work;
        private final Promise<T> done = Promise.promise();

        Waiting(int rank, long arrival, long sinceNanos, Supplier<Future<T>> work) {
            this.rank = rank;
            this.arrival = arrival;
            this.sinceNanos = sinceNanos;
            this.work = work;
        }
    }

    OrderQueue(int maxInFlight, Duration maxWait, Clock clock) {
        this.maxInFlight = maxInFlight;
        this.maxWait = maxWait;
        this.clock = clock;
    }

    /** The work's result; fails with a refusal when its turn does not come in time. */
    <T> Future<T> run(Signal signal, Supplier<Future<T>> work) {
        Waiting<T> next = new Waiting<>(rank(signal), arrivals++, clock.nanos(), work);
        waiting.add(next);
        pump();
        return next.done.future();
    }

    /** Refuses those whose time is over; called now and then. */
    void expire() {
        long now = clock.nanos();
        List<Waiting<?>> late = new ArrayList<>();
        waiting.removeIf(next -> waitedTooLong(next, now) && late.add(next));
        late.forEach(this::refuse);
    }

    private boolean waitedTooLong(Waiting<?> next, long now) {
        return now - next.sinceNanos > maxWait.toNanos();
    }

    private void refuse(Waiting<?> next) {
        next.done.fail(Outcomes.waitedTooLong(maxWait));
    }

    private static int rank(Signal signal) {
        return signal.action() == SignalAction.CLOSE
                ? Urgency.HIGH.ordinal() + 1
                : signal.urgency().ordinal();
    }

    /** Work that ends at once comes back here while it is started: the loop goes on then, it does not nest. */
    private void pump() {
        if (pumping) {
            return;
        }
        pumping = true;
        try {
            while (inFlight < maxInFlight && !waiting.isEmpty()) {
                Waiting<?> next = waiting.poll();
                if (waitedTooLong(next, clock.nanos())) {
                    refuse(next);
                } else {
                    start(next);
                }
            }
        } finally {
            pumping = false;
        }
    }

    private <T> void start(Waiting<T> next) {
        inFlight++;
        Future<T> work;
        try {
            work = next.work.get();
        } catch (RuntimeException fault) {
            work = Future.failedFuture(fault);
        }
        work.onComplete(result -> {
            inFlight--;
            next.done.handle(result);
            pump();
        });
    }
}
