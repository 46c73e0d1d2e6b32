package io.tickwire.inference.train;

import ai.onnxruntime.OrtException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A question and the right answer, kept beside the model: who loads it can see whether it runs as it did here.
 *
 * @param closes raw, oldest first; the newest stands for the bar that still forms, and the model does not see it
 * @param margin in normalised units
 */
record GoldenRow(double[] closes, double margin) {
    static final double TOLERANCE = 1e-4;

    /** Numbers before the lookback: who takes the wrong end of the window is found out. */
    private static final int EARLIER = 23;

    private static final int ROWS = 12;

    String decision() {
        return margin >= 0 ? "buy" : "sell";
    }

    /** Rows from all over the windows; none whose side hangs on rounding. */
    static List<GoldenRow> of(SeriesWindows windows, int lookback, ModelRun model) throws OrtException {
        List<GoldenRow> rows = new ArrayList<>();
        int stride = Math.max(1, windows.count() / ROWS);
        for (int i = stride / 2; i < windows.count() && rows.size() < ROWS; i += stride) {
            SeriesWindows.Place place = windows.place(i);
            int from = place.origin() - lookback - EARLIER;
            if (from >= 0) {
                double[] closes = Arrays.copyOfRange(place.series().closes(), from, place.origin() + 1);
                double margin =
                        model.ask(new float[][] {normalised(closes, lookback)}).margins()[0];
                if (Math.abs(margin) > 10 * TOLERANCE) {
                    rows.add(new GoldenRow(closes, margin));
                }
            }
        }
        return rows;
    }

    private static float[] normalised(double[] closes, int lookback) {
        int from = closes.length - 1 - lookback;
        ZScore scale = ZScore.of(closes, from, lookback);
        float[] x = new float[lookback];
        for (int i = 0; i < lookback; i++) {
            x[i] = scale.normalised(closes[from + i]);
        }
        return x;
    }
}
