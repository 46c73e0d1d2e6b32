package io.tickwire.execution;

import java.util.ArrayDeque;

/** Counts the orders of the last minute. One thread. Bounded: beyond the bound the oldest of the minute is forgotten. */
final class OrderRate {
    private static final long MINUTE_NANOS = 60_000_000_000L;
    private static final int MAX_KEPT = 1_000_000;

    private final ArrayDeque<Long> sentNanos = new ArrayDeque<>();

    void sent(long nowNanos) {
        expire(nowNanos);
        if (sentNanos.size() == MAX_KEPT) {
            sentNanos.poll();
        }
        sentNanos.add(nowNanos);
    }

    int lastMinute(long nowNanos) {
        expire(nowNanos);
        return sentNanos.size();
    }

    private void expire(long nowNanos) {
        while (!sentNanos.isEmpty() && nowNanos - sentNanos.peek() >= MINUTE_NANOS) {
            sentNanos.poll();
        }
    }
}
