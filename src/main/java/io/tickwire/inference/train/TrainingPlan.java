package io.tickwire.inference.train;

import java.util.Objects;

/**
 * How to train.
 *
 * @param epochs at most
 * @param batch windows of each step
 * @param learningRate at its highest; it rises during {@code warmupSteps}, at most a quarter of all, and then falls along a half cosine to a
 *     hundredth (Loshchilov and Hutter, SGDR, 2017)
 * @param weightDecay per step and unit of learning rate
 * @param clipNorm length that a gradient is cut to
 * @param patience epochs without a better validation loss before it ends
 * @param backcastLoss how much the mean absolute error of the backcast counts beside the loss of the forecast; 0 = it
 *     does not, as in the paper. It decides nothing about when to stop
 * @param seed of the first weights and of the order of windows
 * @param threads of the matrix products
 */
public record TrainingPlan(
        int epochs,
        int batch,
        double learningRate,
        double weightDecay,
        double clipNorm,
        int warmupSteps,
        int patience,
        Loss loss,
        double backcastLoss,
        long seed,
        int threads) {

    public TrainingPlan {
        Objects.requireNonNull(loss, "loss");
        if (epochs < 1 || batch < 1 || patience < 1 || threads < 1) {
            throw new IllegalArgumentException("a plan needs at least one of everything: epochs=" + epochs + ", batch="
                    + batch + ", patience=" + patience + ", threads=" + threads);
        }
        if (!(learningRate > 0) || !(weightDecay >= 0) || !(clipNorm > 0) || warmupSteps < 0 || !(backcastLoss >= 0)) {
            throw new IllegalArgumentException("out of range: learningRate=" + learningRate + ", weightDecay="
                    + weightDecay + ", clipNorm=" + clipNorm + ", warmupSteps=" + warmupSteps
                    + ", backcastLoss=" + backcastLoss);
        }
    }

    /**
     * @param step counted from 0
     * @param steps in all
     */
    double rateAt(long step, long steps) {
        // A short training would otherwise end before its rate has risen.
        long rising = Math.min(warmupSteps, steps / 4);
        if (step < rising) {
            return learningRate * (step + 1) / rising;
        }
        double done = (double) (step - rising) / Math.max(1, steps - rising);
        double floor = learningRate / 100;
        return floor + (learningRate - floor) * (1 + Math.cos(Math.PI * Math.min(1, done))) / 2;
    }
}
