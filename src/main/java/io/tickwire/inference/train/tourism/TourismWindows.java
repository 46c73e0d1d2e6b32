package io.tickwire.inference.train.tourism;

import io.tickwire.inference.train.Ordering;
import io.tickwire.inference.train.Sample;
import io.tickwire.inference.train.Windows;
import java.util.List;

/**
 * Windows of the last part of each series, as section 4.1 and appendix of the N-BEATS paper take them: cut anywhere, what
 * is missing before the first number is 0, what is missing after the last one does not count; divided by the largest
 * number that is seen.
 */
final class TourismWindows implements Windows {
    private final List<TourismSeries> series;
    private final int lookback;
    private final int[] firsts;
    private final int[] earliest;

    /** @param history how many horizons back a cut may be */
    TourismWindows(List<TourismSeries> series, int lookback, int history) {
        this.series = series;
        this.lookback = lookback;
        this.firsts = new int[series.size() + 1];
        this.earliest = new int[series.size()];
        for (int i = 0; i < series.size(); i++) {
            int length = series.get(i).known().length;
            earliest[i] = Math.max(1, length - history * TourismFiles.HORIZON);
            firsts[i + 1] = firsts[i] + Math.max(0, length - earliest[i]);
        }
    }

    @Override
    public int count() {
        return firsts[series.size()];
    }

    /** Any series, then any of its cuts: long series do not weigh more than short ones. */
    Ordering sampled(int windows) {
        return random -> {
            int[] order = new int[windows];
            for (int i = 0; i < windows; ) {
                int one = random.nextInt(series.size());
                if (firsts[one + 1] > firsts[one]) {
                    order[i++] = random.nextInt(firsts[one], firsts[one + 1]);
                }
            }
            return order;
        };
    }

    @Override
    public void read(int index, Sample sample) {
        int one = 0;
        while (firsts[one + 1] <= index) {
            one++;
        }
        double[] known = series.get(one).known();
        int cut = earliest[one] + index - firsts[one];
        double scale = lookback(known, cut, sample.x());
        double step = 0;
        for (int i = Math.max(1, cut - lookback); i < cut; i++) {
            step += Math.abs(known[i] - known[i - 1]) / Math.min(lookback, cut);
        }
        for (int i = 0; i < sample.y().length; i++) {
            boolean there = cut + i < known.length;
            sample.y()[i] = there ? (float) (known[cut + i] / scale) : 1;
            sample.weight()[i] = there ? 1 : 0;
        }
        sample.scaled(0, scale, step);
    }

    /**
     * Fills what is seen before a cut.
     *
     * @return what it was divided by
     */
    static double lookback(double[] known, int cut, float[] x) {
        double scale = 0;
        for (int i = Math.max(0, cut - x.length); i < cut; i++) {
            scale = Math.max(scale, Math.abs(known[i]));
        }
        scale = scale > 0 ? scale : 1;
        for (int i = 0; i < x.length; i++) {
            int place = cut - x.length + i;
            x[i] = place < 0 ? 0 : (float) (known[place] / scale);
        }
        return scale;
    }
}
