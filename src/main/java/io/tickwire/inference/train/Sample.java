package io.tickwire.inference.train;

/**
 * One window as a network sees it. Owner: who made it; {@link Windows#read} fills it again and again.
 */
public final class Sample {
    final float[] x;
    final float[] y;
    final float[] weight;
    double centre;
    double spread;
    double step;

    public Sample(int lookback, int horizon) {
        x = new float[lookback];
        y = new float[horizon];
        weight = new float[horizon];
    }

    /** The lookback in normalised units, oldest first. */
    public float[] x() {
        return x;
    }

    /** What came after it, in the same units. */
    public float[] y() {
        return y;
    }

    /** 1 where the target is known, 0 where it is not. */
    public float[] weight() {
        return weight;
    }

    /** A number in the series' units is {@code centre + spread · normalised}. */
    public double centre() {
        return centre;
    }

    /** See {@link #centre}; never 0. */
    public double spread() {
        return spread;
    }

    /** Mean absolute difference of neighbours in the lookback, in the series' units. */
    public double step() {
        return step;
    }

    /** Says how the window was scaled. */
    public void scaled(double newCentre, double newSpread, double newStep) {
        centre = newCentre;
        spread = newSpread;
        step = newStep;
    }
}
