package io.tickwire.inference.train;

import io.tickwire.inference.train.SeriesWindows.Range;
import io.tickwire.inference.train.data.PriceSeries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Series cut by time into what is learned from, what decides when to stop, and what is only measured with. The cuts are
 * the same moments for all series: what moves one symbol moves others, so a later bar of one must not teach about an
 * earlier bar of another. No window lies across a cut.
 */
public record TimeSplit(SeriesWindows train, SeriesWindows validation, SeriesWindows test) {
    private static final double TRAIN = 0.70;
    private static final double VALIDATION = 0.15;

    /**
     * 70, 15 and 15 per cent of all bars; by place in each series when none has times.
     *
     * @throws IllegalArgumentException when only some have times: their moments cannot be compared
     */
    public static TimeSplit of(List<PriceSeries> series, int lookback, int horizon) {
        boolean timed = series.stream().allMatch(PriceSeries::timed);
        for (PriceSeries one : series) {
            if (!timed && series.stream().anyMatch(PriceSeries::timed) && !one.timed()) {
                throw new IllegalArgumentException(one.name()
                        + " has no times and other files have: bars cannot be cut at the same moments;"
                        + " give it a column of times, or train without it");
            }
        }
        long[] times = timed
                ? series.stream()
                        .flatMapToLong(one -> Arrays.stream(one.startsMsc()))
                        .sorted()
                        .toArray()
                : new long[0];
        List<List<Range>> parts = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (PriceSeries one : series) {
            int length = one.closes().length;
            int first = cut(one, times, TRAIN);
            int second = cut(one, times, TRAIN + VALIDATION);
            parts.get(0).add(new Range(one, 0, first));
            parts.get(1).add(new Range(one, first, second));
            parts.get(2).add(new Range(one, second, length));
        }
        return new TimeSplit(
                new SeriesWindows(parts.get(0), lookback, horizon),
                new SeriesWindows(parts.get(1), lookback, horizon),
                new SeriesWindows(parts.get(2), lookback, horizon));
    }

    private static int cut(PriceSeries series, long[] times, double share) {
        return times.length == 0
                ? (int) (series.closes().length * share)
                : series.firstAt(times[(int) (times.length * share)]);
    }
}
