package io.tickwire.inference.train;

import io.tickwire.inference.train.data.PriceSeries;
import java.util.ArrayList;
import java.util.List;

/**
 * All windows that lie in a part of each series, normalised by the mean and deviation of their own lookback. One whose
 * lookback is nothing but the same price does not count.
 */
public final class SeriesWindows implements Windows {
    private final int lookback;
    private final List<Part> parts;

    /**
     * @param first number of the first window of this part
     * @param from place of its first number in the series
     */
    private record Part(PriceSeries series, int first, int from, int count) {}

    /** Places of a series, the end not included. */
    public record Range(PriceSeries series, int from, int to) {}

    /**
     * Where a window is.
     *
     * @param origin place of the first number after the lookback
     */
    public record Place(PriceSeries series, int origin) {}

    /** @param ranges a window lies in one of them with its lookback and its horizon */
    public SeriesWindows(List<Range> ranges, int lookback, int horizon) {
        this.lookback = lookback;
        this.parts = new ArrayList<>();
        int first = 0;
        for (Range range : ranges) {
            int windows = Math.max(0, range.to() - range.from() - lookback - horizon + 1);
            if (windows > 0) {
                parts.add(new Part(range.series(), first, range.from(), windows));
                first += windows;
            }
        }
    }

    @Override
    public int count() {
        return parts.stream().mapToInt(Part::count).sum();
    }

    public Place place(int index) {
        for (Part part : parts) {
            if (index < part.first() + part.count()) {
                return new Place(part.series(), part.from() + index - part.first() + lookback);
            }
        }
        throw new IndexOutOfBoundsException(index);
    }

    @Override
    public void read(int index, Sample sample) {
        Place place = place(index);
        double[] closes = place.series().closes();
        int from = place.origin() - lookback;
        ZScore scale = ZScore.of(closes, from, lookback);
        double steps = 0;
        for (int i = 0; i < lookback; i++) {
            sample.x[i] = scale.normalised(closes[from + i]);
            steps += i == 0 ? 0 : Math.abs(closes[from + i] - closes[from + i - 1]);
        }
        // A lookback without any move has no unit: its targets would be as large as the epsilon is small.
        boolean flat = steps == 0;
        for (int i = 0; i < sample.y.length; i++) {
            sample.y[i] = flat ? 0 : scale.normalised(closes[place.origin() + i]);
            sample.weight[i] = flat ? 0 : 1;
        }
        sample.scaled(scale.mean(), scale.deviation(), steps / (lookback - 1));
    }
}
