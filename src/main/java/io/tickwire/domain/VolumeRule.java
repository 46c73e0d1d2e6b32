package io.tickwire.domain;

/**
 * Lot limits of a symbol. A volume off the step is refused, never rounded.
 *
 * @param min smallest order, lots
 * @param max largest order, lots
 * @param step granularity, lots
 */
public record VolumeRule(double min, double max, double step) {
    private static final double TOLERANCE = 1e-7;

    public VolumeRule {
        if (!(min > 0 && max >= min && step > 0 && Double.isFinite(max))) {
            throw new IllegalArgumentException(
                    "volume rule needs 0 < min <= max and step > 0: min=" + min + " max=" + max + " step=" + step);
        }
    }

    /** Whether an order of this size is allowed: inside the limits and on the step counted from 0. */
    public boolean allows(double volume) {
        return volume >= min - TOLERANCE && volume <= max + TOLERANCE && onStep(volume);
    }

    /** Whether the volume is a whole number of steps. */
    public boolean onStep(double volume) {
        double steps = volume / step;
        return Math.abs(steps - Math.rint(steps)) < TOLERANCE / step + 1e-9;
    }

    /** The volume free of binary dust, for sums and differences of allowed volumes. */
    public double normalise(double volume) {
        return Math.rint(volume * 1e8) / 1e8;
    }
}
