package io.tickwire.session;

/**
 * At most {@code limit} events in any window of the given length. Exact: it remembers the time of each event that
 * counted. Pure but for its ring of times; time is a parameter. One thread.
 */
public final class SlidingWindow {
    private static final int FIRST = 16;

    private final int limit;
    private final long windowNanos;
    private long[] times;
    private int oldest;
    private int size;

    public SlidingWindow(int limit, long windowNanos) {
        this.limit = limit;
        this.windowNanos = windowNanos;
        this.times = new long[Math.min(FIRST, limit)];
    }

    /**
     * Counts one event if it fits.
     *
     * @return 0 when it fits, else nanoseconds until the next one would
     */
    public long tryAcquire(long nowNanos) {
        forgetOlderThan(nowNanos - windowNanos);
        if (size == limit) {
            return times[oldest] + windowNanos - nowNanos;
        }
        if (size == times.length) {
            grow();
        }
        times[(oldest + size++) % times.length] = nowNanos;
        return 0;
    }

    /** The same events under another limit; of more than it allows, the newest count. */
    public SlidingWindow limitedTo(int otherLimit) {
        SlidingWindow other = new SlidingWindow(otherLimit, windowNanos);
        for (int i = Math.max(0, size - otherLimit); i < size; i++) {
            if (other.size == other.times.length) {
                other.grow();
            }
            other.times[other.size++] = times[(oldest + i) % times.length];
        }
        return other;
    }

    /** Whether nothing counts any more. */
    public boolean isIdle(long nowNanos) {
        forgetOlderThan(nowNanos - windowNanos);
        return size == 0;
    }

    /** How many events fit now. */
    public int left(long nowNanos) {
        forgetOlderThan(nowNanos - windowNanos);
        return limit - size;
    }

    public int limit() {
        return limit;
    }

    private void forgetOlderThan(long horizon) {
        while (size > 0 && times[oldest] - horizon <= 0) {
            oldest = (oldest + 1) % times.length;
            size--;
        }
    }

    private void grow() {
        long[] larger = new long[Math.min(limit, times.length * 2)];
        for (int i = 0; i < size; i++) {
            larger[i] = times[(oldest + i) % times.length];
        }
        times = larger;
        oldest = 0;
    }

    /** Whole seconds, rounded up: how {@code retry_after} is told. */
    public static long secondsUp(long nanos) {
        return Math.max(1, (nanos + 999_999_999L) / 1_000_000_000L);
    }
}
