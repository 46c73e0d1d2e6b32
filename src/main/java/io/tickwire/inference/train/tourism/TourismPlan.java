package io.tickwire.inference.train.tourism;

import io.tickwire.inference.nbeats.NBeatsShape;
import io.tickwire.inference.train.Loss;
import io.tickwire.inference.train.TrainingPlan;
import java.util.List;

/**
 * The ensemble: one network for each loss, lookback and repeat.
 *
 * @param generic N-BEATS-G instead of N-BEATS-I
 * @param steps of each network
 * @param width of layers; of the trend's a quarter
 * @param history how many horizons back windows are cut
 */
public record TourismPlan(
        boolean generic,
        List<Loss> losses,
        int repeats,
        int steps,
        int batch,
        int width,
        int history,
        double learningRate,
        long seed,
        int threads) {
    static final List<Integer> LOOKBACK_HORIZONS = List.of(2, 3, 4, 5, 6, 7);

    private static final int GENERIC_STACKS = 10;
    private static final int EPOCHS = 10;

    public TourismPlan {
        losses = List.copyOf(losses);
        if (losses.isEmpty() || repeats < 1 || steps < 1 || batch < 1 || width < 4 || history < 1) {
            throw new IllegalArgumentException("an ensemble needs at least one of everything, and a width of 4");
        }
    }

    public int members() {
        return losses.size() * repeats * LOOKBACK_HORIZONS.size();
    }

    NBeatsShape shape(int lookback) {
        return generic
                ? NBeatsShape.generic(lookback, TourismFiles.HORIZON, GENERIC_STACKS, width)
                : NBeatsShape.interpretable(lookback, TourismFiles.HORIZON, width / 4, width);
    }

    /** Steps are counted in a few epochs, so that progress can be seen. */
    int stepsPerEpoch() {
        return Math.max(1, (steps + EPOCHS - 1) / EPOCHS);
    }

    TrainingPlan training(Loss loss, int member) {
        int epochs = (steps + stepsPerEpoch() - 1) / stepsPerEpoch();
        return new TrainingPlan(
                epochs, batch, learningRate, 0, 1, Math.min(20, steps / 10), epochs, loss, 0, seed + member, threads);
    }
}
