package io.tickwire.inference.train;

/**
 * How one round over the windows went.
 *
 * @param number from 1
 * @param of at most so many
 * @param trainLoss mean over its steps, while weights changed
 * @param validationLoss after it
 * @param best whether no epoch before it was better
 * @param windowsPerSecond learned from, validation not counted
 * @param tookNanos all of it
 */
public record Epoch(
        int number,
        int of,
        double trainLoss,
        double validationLoss,
        boolean best,
        double windowsPerSecond,
        long tookNanos) {}
