package io.tickwire.ops;

/** The only source of time: everybody else is given one. Any thread. */
public interface Clock {

    /** Wall clock, epoch milliseconds UTC. May jump. */
    long millis();

    /** Monotonic clock in nanoseconds, for durations only. */
    long nanos();

    /** The machine's clocks. */
    static Clock system() {
        return new Clock() {
            @Override
            public long millis() {
                return System.currentTimeMillis();
            }

            @Override
            public long nanos() {
                return System.nanoTime();
            }
        };
    }
}
