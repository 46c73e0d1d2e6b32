package io.tickwire.inference.train.data;

import java.util.Arrays;
import java.util.Objects;

/**
 * Closing prices of one symbol, oldest first. Nobody changes the arrays.
 *
 * @param name of the file they came from, without its folder
 * @param startsMsc of the bars, epoch milliseconds; empty when the file does not say
 */
public record PriceSeries(String name, long[] startsMsc, double[] closes) {

    public PriceSeries {
        Objects.requireNonNull(name, "name");
        if (startsMsc.length != 0 && startsMsc.length != closes.length) {
            throw new IllegalArgumentException(
                    name + ": " + startsMsc.length + " times for " + closes.length + " closes");
        }
    }

    public boolean timed() {
        return startsMsc.length > 0;
    }

    /** Bars that begin at a time or later, and before another. Everything, when there are no times. */
    public PriceSeries between(long fromMsc, long toMsc) {
        if (!timed()) {
            return this;
        }
        int from = firstAt(fromMsc);
        int to = Math.max(from, firstAt(toMsc));
        return new PriceSeries(name, Arrays.copyOfRange(startsMsc, from, to), Arrays.copyOfRange(closes, from, to));
    }

    /** The place of the first bar that begins at a time or later. */
    public int firstAt(long timeMsc) {
        int place = Arrays.binarySearch(startsMsc, timeMsc);
        return place >= 0 ? place : -place - 1;
    }
}
