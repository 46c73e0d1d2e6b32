package io.tickwire.inference.train;

import java.util.List;

/**
 * What came out of training.
 *
 * @param weights of the epoch with the lowest validation loss
 * @param last weights after the last step
 * @param epochs all that were run
 */
public record Trained(float[] weights, float[] last, List<Epoch> epochs) {

    public Trained {
        epochs = List.copyOf(epochs);
    }

    /** The epoch that the weights are of. */
    public Epoch best() {
        return epochs.stream().filter(Epoch::best).reduce((first, last) -> last).orElseThrow();
    }

    /** Windows learned from in a second, over all epochs. */
    public double windowsPerSecond() {
        return epochs.stream().mapToDouble(Epoch::windowsPerSecond).average().orElse(0);
    }
}
