package io.tickwire.backtest;

import io.tickwire.domain.TradeRequest;
import io.tickwire.strategy.Order;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Orders on their way to the broker: they take their time and never overtake each other. Bounded by what a strategy sends
 * within its latency. Owner: the run's thread.
 */
final class OrderLine {
    /** A strategy with more orders under way does not know what it does. */
    static final int MOST = 100_000;

    private static final long NANOS_PER_MS = 1_000_000;

    private final Deque<Sent> line = new ArrayDeque<>();
    private long lastDueNanos = Long.MIN_VALUE;

    /** @param request null when there is nothing that it could be done to */
    record Sent(long id, Order order, TradeRequest request, long dueNanos) {
        long dueMsc() {
            return Math.floorDiv(dueNanos, NANOS_PER_MS);
        }
    }

    void send(long id, Order order, TradeRequest request, long nowMsc, long latencyNanos) {
        if (line.size() == MOST) {
            throw new IllegalStateException("a strategy has at most " + MOST + " orders under way");
        }
        lastDueNanos = Math.max(lastDueNanos, nowMsc * NANOS_PER_MS + latencyNanos);
        line.add(new Sent(id, order, request, lastDueNanos));
    }

    boolean isEmpty() {
        return line.isEmpty();
    }

    /** The next one that arrives before this time; null = none does. */
    Sent before(long timeMsc) {
        Sent first = line.peek();
        return first != null && first.dueNanos() < timeMsc * NANOS_PER_MS ? line.poll() : null;
    }

    /** The next one that is there by now; null = none is. */
    Sent now(long timeMsc) {
        Sent first = line.peek();
        return first != null && first.dueNanos() <= timeMsc * NANOS_PER_MS ? line.poll() : null;
    }

    /** The next one, whenever it would arrive; null = none is under way. */
    Sent any() {
        return line.poll();
    }
}
