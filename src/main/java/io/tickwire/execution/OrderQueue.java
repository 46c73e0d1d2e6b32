package io.tickwire.execution;

import io.tickwire.domain.Signal;
import io.tickwire.domain.SignalAction;
import io.tickwire.domain.Urgency;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.Supplier;

/**
 * Lets so many signals at the terminal at once; of those that wait the more urgent go first, and closing counts as
 * urgent. Its length is bounded by the signals that may be under way. Owner: the executor's context.
 */
final class OrderQueue {
    private final int maxInFlight;
    private final PriorityQueue<Waiting<?>> waiting = new PriorityQueue<>(
            Comparator.<Waiting<?>>comparingInt(w -> -w.rank).thenComparingLong(w -> w.arrival));
    private long arrivals;
    private int inFlight;
    private boolean pumping;

    private static final class Waiting<T> {
        private final int rank;
        private final long arrival;
        private final Supplier<Future<T>> work;
        private final Promise<T> done = Promise.promise();

        Waiting(int rank, long arrival, Supplier<Future<T>> work) {
            this.rank = rank;
            this.arrival = arrival;
            this.work = work;
        }
    }

    OrderQueue(int maxInFlight) {
        this.maxInFlight = maxInFlight;
    }

    <T> Future<T> run(Signal signal, Supplier<Future<T>> work) {
        Waiting<T> next = new Waiting<>(rank(signal), arrivals++, work);
        waiting.add(next);
        pump();
        return next.done.future();
    }

    private static int rank(Signal signal) {
        return signal.action() == SignalAction.CLOSE
                ? Urgency.HIGH.ordinal()
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
                start(waiting.poll());
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
