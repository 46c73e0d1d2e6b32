package io.tickwire.client;

import java.util.ArrayDeque;
import java.util.Deque;

/** At most so many messages in any second; 0 = no limit. Pure but for its memory. */
final class Pace {
    private static final long WINDOW_MS = 1_000;

    private final int limit;
    private final Deque<Long> sentMs = new ArrayDeque<>();

    Pace(int limit) {
        this.limit = limit;
    }

    /** Milliseconds until the next message may go; 0 takes it. */
    long take(long nowMs) {
        if (limit == 0) {
            return 0;
        }
        while (!sentMs.isEmpty() && nowMs - sentMs.peek() >= WINDOW_MS) {
            sentMs.poll();
        }
        if (sentMs.size() >= limit) {
            return Math.max(1, WINDOW_MS - (nowMs - sentMs.peek()));
        }
        sentMs.add(nowMs);
        return 0;
    }
}
