package io.tickwire.ops;

/** A clock that a test turns by hand. */
public final class ManualClock implements Clock {
    private long millis = 1_767_225_600_000L;
    private long nanos = 1_000_000_000L;

    @Override
    public long millis() {
        return millis;
    }

    @Override
    public long nanos() {
        return nanos;
    }

    public void advanceMillis(long by) {
        millis += by;
        nanos += by * 1_000_000L;
    }
}
