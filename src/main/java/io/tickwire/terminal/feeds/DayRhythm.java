package io.tickwire.terminal.feeds;

/** How busy a market is by hour UTC. 1 = normal; the same every day, so that a weekend shows prices too. */
final class DayRhythm {
    private static final double[] ACTIVITY = {
        0.45, 0.50, 0.50, 0.45, 0.45, 0.55, 0.80, 1.20, 1.40, 1.30, 1.10, 1.05,
        1.30, 1.60, 1.70, 1.60, 1.30, 1.00, 0.80, 0.70, 0.55, 0.35, 0.35, 0.40
    };
    private static final long HOUR_MS = 3_600_000;

    private DayRhythm() {}

    static double activity(long timeMsc) {
        return ACTIVITY[(int) Math.floorMod(Math.floorDiv(timeMsc, HOUR_MS), 24L)];
    }
}
