package io.tickwire.ops;

import io.vertx.core.Vertx;

/** Measures how late a verticle's event loop runs a timer: the first sign that something blocks it. */
public final class EventLoopLag {
    private static final long EVERY_MS = 100;
    private static final long NANOS_PER_MILLI = 1_000_000L;

    private EventLoopLag() {}

    /** Starts on the caller's context; ends with its verticle. */
    public static void watch(Vertx vertx, String verticle, Clock clock, Metrics metrics) {
        long[] expected = {clock.nanos() + EVERY_MS * NANOS_PER_MILLI};
        vertx.setPeriodic(EVERY_MS, tick -> {
            long now = clock.nanos();
            metrics.eventLoopLag(verticle, now - expected[0]);
            expected[0] = now + EVERY_MS * NANOS_PER_MILLI;
        });
    }
}
