package io.tickwire.bench;

import io.tickwire.ops.Clock;

/** A clock that stands until it is moved. */
final class ManualClock implements Clock {
    private long nanos = 5_000_000_000L;

    void advanceMs(long millis) {
        nanos += millis * 1_000_000;
    }

    @Override
    public long millis() {
        return nanos / 1_000_000;
    }

    @Override
    public long nanos() {
        return nanos;
    }
}
