package io.tickwire.ops;

import java.time.Duration;

/**
 * Waits that double from the first to the longest. Pure.
 *
 * @param first wait after the first failure
 * @param longest no wait is longer
 */
public record Backoff(Duration first, Duration longest) {
    private static final int MAX_DOUBLINGS = 30;

    /** The wait before the n-th retry, n from 1. */
    public Duration before(int retry) {
        int doublings = Math.min(MAX_DOUBLINGS, Math.max(0, retry - 1));
        long millis = first.toMillis() << doublings;
        return millis <= 0 || millis > longest.toMillis() ? longest : Duration.ofMillis(millis);
    }
}
