package io.tickwire.inference.train;

import java.util.stream.IntStream;

/**
 * Adam with decoupled weight decay: Loshchilov and Hutter, "Decoupled Weight Decay Regularization", ICLR 2019,
 * algorithm 2, with PyTorch's constants. Owner: the training thread.
 */
final class AdamW {
    private static final float BETA_1 = 0.9f;
    private static final float BETA_2 = 0.999f;
    private static final float EPSILON = 1e-8f;
    /** Numbers that one task updates: enough to be worth a task. */
    private static final int CHUNK = 1 << 17;

    private final float[] mean;
    private final float[] square;
    private final float weightDecay;
    private final boolean parallel;
    private int steps;

    /** @param threads 1 = the caller's alone */
    AdamW(int size, double weightDecay, int threads) {
        this.parallel = threads != 1;
        this.mean = new float[size];
        this.square = new float[size];
        this.weightDecay = (float) weightDecay;
    }

    /**
     * @param scale what each gradient is multiplied by first
     */
    void step(float[] weights, float[] gradients, float scale, double rate) {
        steps++;
        float correction = (float) (1 / Math.sqrt(1 - Math.pow(BETA_2, steps)));
        float pace = (float) (rate / (1 - Math.pow(BETA_1, steps)));
        float keep = (float) (1 - rate * weightDecay);
        IntStream chunks = IntStream.rangeClosed(0, (weights.length - 1) / CHUNK);
        (parallel ? chunks.parallel() : chunks).forEach(chunk -> {
            int end = Math.min(weights.length, (chunk + 1) * CHUNK);
            for (int i = chunk * CHUNK; i < end; i++) {
                float gradient = gradients[i] * scale;
                float m = BETA_1 * mean[i] + (1 - BETA_1) * gradient;
                float v = BETA_2 * square[i] + (1 - BETA_2) * gradient * gradient;
                mean[i] = m;
                square[i] = v;
                weights[i] = keep * weights[i] - pace * m / ((float) Math.sqrt(v) * correction + EPSILON);
            }
        });
    }

    /** Length of a gradient. */
    static double norm(float[] gradients) {
        double sum = 0;
        for (float gradient : gradients) {
            sum += (double) gradient * gradient;
        }
        return Math.sqrt(sum);
    }
}
