package io.tickwire.terminal.feeds;

/** When ticks come: a Poisson flow that follows the hour, broken by short bursts. Owner: the feed's thread. */
final class TickRhythm {
    private static final double BURST_EVERY_SECONDS = 240;
    private static final double SLOWEST_TICKS_PER_SECOND = 0.7;

    private final double ticksPerSecond;
    private final Randomness random;
    private double burstLeftMs;
    private double burstTicksPerSecond;

    TickRhythm(double ticksPerSecond, Randomness random) {
        this.ticksPerSecond = ticksPerSecond;
        this.random = random;
    }

    /** Milliseconds to the next look at the market, at least 1. Not each look changes the quote. */
    long nextGapMs(double activity) {
        double rate = bursting() ? burstTicksPerSecond : Math.max(SLOWEST_TICKS_PER_SECOND, ticksPerSecond * activity);
        long gapMs = 1 + (long) (1000 * random.exponential() / rate);
        if (bursting()) {
            burstLeftMs -= gapMs;
        } else if (random.uniform() < activity * gapMs / (1000 * BURST_EVERY_SECONDS)) {
            burstLeftMs = 1_000 + 8_000 * random.uniform();
            burstTicksPerSecond = 25 + 30 * random.uniform();
        }
        return gapMs;
    }

    /** Factor on the volatility: bursts are news. */
    double stress() {
        return bursting() ? 2 : 1;
    }

    private boolean bursting() {
        return burstLeftMs > 0;
    }
}
