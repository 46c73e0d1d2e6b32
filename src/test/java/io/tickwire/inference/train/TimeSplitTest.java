package io.tickwire.inference.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.inference.train.data.PriceSeries;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class TimeSplitTest {

    /** Each close tells its own time. */
    private static PriceSeries hours(int from, int count) {
        long[] starts = LongStream.range(from, from + count).toArray();
        return new PriceSeries(
                "hours", starts, LongStream.of(starts).asDoubleStream().toArray());
    }

    @Property(tries = 200)
    void noPartSeesWhatIsLaterThanTheNext(
            @ForAll @IntRange(min = 100, max = 400) int first,
            @ForAll @IntRange(min = 100, max = 400) int second,
            @ForAll @IntRange(min = 0, max = 500) int delay,
            @ForAll @IntRange(min = 2, max = 12) int lookback,
            @ForAll @IntRange(min = 1, max = 6) int horizon) {
        TimeSplit split = TimeSplit.of(List.of(hours(0, first), hours(delay, second)), lookback, horizon);
        double trained = last(split.train(), horizon);
        double validated = last(split.validation(), horizon);
        assertTrue(trained < first(split.validation(), lookback));
        assertTrue(Math.max(trained, validated) < first(split.test(), lookback));
    }

    private static double first(SeriesWindows windows, int lookback) {
        double first = Double.POSITIVE_INFINITY;
        for (int i = 0; i < windows.count(); i++) {
            SeriesWindows.Place place = windows.place(i);
            first = Math.min(first, place.series().closes()[place.origin() - lookback]);
        }
        return first;
    }

    private static double last(SeriesWindows windows, int horizon) {
        double last = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < windows.count(); i++) {
            SeriesWindows.Place place = windows.place(i);
            last = Math.max(last, place.series().closes()[place.origin() + horizon - 1]);
        }
        return last;
    }

    @Test
    void timesOnlyInSomeFilesAreRefused() {
        PriceSeries bare = new PriceSeries("gbpusd.csv", new long[0], new double[1000]);
        String told = assertThrows(
                        IllegalArgumentException.class, () -> TimeSplit.of(List.of(hours(0, 1000), bare), 10, 5))
                .getMessage();
        assertTrue(told.contains("gbpusd.csv has no times") && told.contains("column of times"), told);
        assertEquals(
                2 * (700 - 14), TimeSplit.of(List.of(bare, bare), 10, 5).train().count());
    }

    @Test
    void cutsAtSeventyAndEightyFivePerCent() {
        TimeSplit split = TimeSplit.of(List.of(hours(0, 1000)), 10, 5);
        assertEquals(
                List.of(700 - 14, 150 - 14, 150 - 14),
                List.of(
                        split.train().count(),
                        split.validation().count(),
                        split.test().count()));
    }

    @Test
    void aWindowIsNormalisedByItsOwnLookback() {
        SeriesWindows windows = new SeriesWindows(List.of(new SeriesWindows.Range(hours(100, 20), 4, 20)), 4, 2);
        Sample sample = new Sample(4, 2);
        windows.read(1, sample);
        // 105, 106, 107, 108 have mean 106.5 and deviation √(5/3).
        double deviation = Math.sqrt(5 / 3.0) + 1e-8;
        assertEquals(106.5, sample.centre());
        assertEquals(deviation, sample.spread());
        assertEquals(1, sample.step());
        assertArrayEquals(new float[] {(float) (2.5 / deviation), (float) (3.5 / deviation)}, sample.y(), 1e-6f);
        assertEquals((float) (-1.5 / deviation), sample.x()[0], 1e-6f);
    }

    @Test
    void aConstantWindowIsAllZerosAndDoesNotCount() {
        SeriesWindows windows = new SeriesWindows(
                List.of(new SeriesWindows.Range(
                        new PriceSeries("flat", new long[0], new double[] {7, 7, 7, 7, 8}), 0, 5)),
                4,
                1);
        Sample sample = new Sample(4, 1);
        windows.read(0, sample);
        assertArrayEquals(new float[4], sample.x());
        assertArrayEquals(new float[1], sample.y());
        assertArrayEquals(new float[1], sample.weight());
    }
}
