package io.tickwire.domain;

import java.util.Map;
import java.util.Objects;

/**
 * What a model is asked about: series of numbers of one symbol, oldest first and of the same length, the newest bar last.
 * Owner: who receives it; nobody changes the arrays any more.
 *
 * @param symbol empty when the asker did not say
 * @param timeframe name of the bars' period such as {@code H1}, empty when the asker did not say
 * @param newestMsc start of the newest bar in epoch milliseconds, 0 when the asker did not say
 * @param series by feature: {@code close}, {@code open}, {@code high}, {@code low}, {@code volume}, {@code spread}, or
 *     the name of an indicator
 */
public record Window(String symbol, String timeframe, long newestMsc, Map<String, double[]> series) {
    public static final String CLOSE = "close";

    /** @throws IllegalArgumentException when there is no series, or they differ in length */
    public Window {
        Objects.requireNonNull(symbol, "symbol");
        Objects.requireNonNull(timeframe, "timeframe");
        series = Map.copyOf(series);
        if (series.values().stream()
                        .mapToInt(values -> values.length)
                        .distinct()
                        .count()
                != 1) {
            throw new IllegalArgumentException("all series of a window have the same length: " + series.keySet());
        }
    }

    /** Closing prices and nothing else, as the inference socket takes them. */
    public static Window closes(double[] closes) {
        return new Window("", "", 0, Map.of(CLOSE, closes));
    }

    /** Numbers in each series. */
    public int length() {
        return series.values().iterator().next().length;
    }
}
