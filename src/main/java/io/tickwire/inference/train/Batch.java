package io.tickwire.inference.train;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** Windows side by side in memory that ONNX Runtime reads where it lies. Owner: the training thread. */
final class Batch {
    final int rows;
    final FloatBuffer x;
    final FloatBuffer y;
    final FloatBuffer weight;
    final FloatBuffer offset;
    final FloatBuffer backcastWeight;

    private final Sample sample;
    private final Loss loss;
    private final double backcastLoss;

    /** @param backcastLoss how much the error of a backcast counts */
    Batch(int rows, int lookback, int horizon, Loss loss, double backcastLoss) {
        this.backcastLoss = backcastLoss;
        this.backcastWeight = direct(rows * lookback);
        this.rows = rows;
        this.loss = loss;
        this.sample = new Sample(lookback, horizon);
        this.x = direct(rows * lookback);
        this.y = direct(rows * horizon);
        this.weight = direct(rows * horizon);
        this.offset = direct(rows * horizon);
    }

    static FloatBuffer direct(int floats) {
        return ByteBuffer.allocateDirect(floats * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    /**
     * Fills all rows; those without a window count nothing.
     *
     * @param order numbers of windows
     * @param from place in it of the first
     * @param divisor what the sum over all windows is divided by
     */
    void fill(Windows windows, int[] order, int from, double divisor) {
        int horizon = sample.y.length;
        for (int row = 0; row < rows; row++) {
            boolean there = from + row < order.length;
            if (there) {
                windows.read(order[from + row], sample);
            }
            x.put(row * sample.x.length, sample.x);
            y.put(row * horizon, sample.y);
            float counted = there ? (float) (backcastLoss / (sample.x.length * divisor)) : 0;
            for (int point = 0; point < sample.x.length; point++) {
                backcastWeight.put(row * sample.x.length + point, counted);
            }
            float ratio = (float) Loss.offset(sample);
            for (int point = 0; point < horizon; point++) {
                double counts = there ? loss.weight(sample, point) / (horizon * divisor) : 0;
                weight.put(row * horizon + point, (float) counts);
                // A row of nothing is still divided by its size: not by zero.
                offset.put(row * horizon + point, there ? ratio : 1);
            }
        }
    }
}
