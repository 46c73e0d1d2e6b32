package io.tickwire.terminal.simulated;

/**
 * How fast a feed is played.
 *
 * @param factor feed time per real time; infinite = as fast as it is asked for
 */
public record FeedSpeed(double factor) {
    public static final FeedSpeed REAL_TIME = new FeedSpeed(1);
    public static final FeedSpeed MAX = new FeedSpeed(Double.POSITIVE_INFINITY);

    public FeedSpeed {
        if (!(factor > 0)) {
            throw new IllegalArgumentException("speed must be above 0, not " + factor);
        }
    }

    /** Reads {@code 1x}, {@code 20x} or {@code max}. */
    public static FeedSpeed parse(String text) {
        return "max".equals(text) ? MAX : new FeedSpeed(Double.parseDouble(text.substring(0, text.length() - 1)));
    }

    boolean isMax() {
        return Double.isInfinite(factor);
    }
}
