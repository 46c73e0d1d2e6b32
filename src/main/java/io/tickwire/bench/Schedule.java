package io.tickwire.bench;

/**
 * When each message is meant to be sent, fixed before the first one is: a server that is slow does not slow the load
 * down, it makes the messages behind it late. Pure.
 *
 * @param startNanos intended time of the first message
 * @param perSecond messages per second; 0 = no fixed times, the load is a closed loop
 */
public record Schedule(long startNanos, int perSecond, long warmupNanos, long durationNanos) {
    private static final long SECOND = 1_000_000_000L;

    /** Messages in all, warm-up included. */
    long total() {
        return countIn(warmupNanos + durationNanos);
    }

    long intendedNanos(long n) {
        return startNanos + n / perSecond * SECOND + n % perSecond * SECOND / perSecond;
    }

    /** How many messages are to be out by now. */
    long dueBy(long nowNanos) {
        return nowNanos < startNanos ? 0 : Math.min(total(), countIn(nowNanos - startNanos + 1));
    }

    /** Messages with an intended time below this offset. */
    private long countIn(long nanos) {
        long seconds = nanos / SECOND;
        long rest = nanos % SECOND;
        return seconds * perSecond + (rest * perSecond + SECOND - 1) / SECOND;
    }

    public long measureFromNanos() {
        return startNanos + warmupNanos;
    }

    public long endNanos() {
        return startNanos + warmupNanos + durationNanos;
    }

    public boolean measures(long intendedNanos) {
        return intendedNanos >= measureFromNanos();
    }
}
