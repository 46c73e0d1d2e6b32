package io.tickwire.inference.train;

/**
 * Mean and standard deviation of a window: what its numbers are normalised by.
 *
 * @param deviation with one degree of freedom less than numbers, plus {@link #EPSILON}
 */
public record ZScore(double mean, double deviation) {
    public static final double EPSILON = 1e-8;

    /** Of {@code length} numbers from a place on. */
    public static ZScore of(double[] values, int from, int length) {
        double sum = 0;
        for (int i = from; i < from + length; i++) {
            sum += values[i];
        }
        double mean = sum / length;
        double squares = 0;
        for (int i = from; i < from + length; i++) {
            squares += (values[i] - mean) * (values[i] - mean);
        }
        return new ZScore(mean, Math.sqrt(squares / (length - 1)) + EPSILON);
    }

    public float normalised(double value) {
        return (float) ((value - mean) / deviation);
    }
}
