package io.tickwire.inference.train;

/** Where a share lies with 95 % confidence. */
public record Interval(double low, double high) {
    private static final double Z = 1.959963984540054;

    /**
     * Wilson's score interval (Journal of the American Statistical Association 22, 1927): honest also near 0 and 1.
     *
     * @param trials independent of each other; none at all leave everything open
     */
    public static Interval wilson(int successes, int trials) {
        if (successes < 0 || successes > trials) {
            throw new IllegalArgumentException(successes + " successes of " + trials);
        }
        if (trials == 0) {
            return new Interval(0, 1);
        }
        double share = (double) successes / trials;
        double z2 = Z * Z / trials;
        double centre = (share + z2 / 2) / (1 + z2);
        double half = Z / (1 + z2) * Math.sqrt(share * (1 - share) / trials + z2 / (4 * trials));
        return new Interval(Math.max(0, centre - half), Math.min(1, centre + half));
    }

    public boolean holds(double share) {
        return low <= share && share <= high;
    }
}
