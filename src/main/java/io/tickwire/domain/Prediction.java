package io.tickwire.domain;

import java.util.Objects;

/**
 * What one version of a model says about one window.
 *
 * @param margin by how much the decision was taken, in the units of the decision rule; its sign is the side
 * @param forecast next values of the target, oldest first, in the units of the window; empty when the model has none
 * @param inputHash of what the model saw, for the decision log
 * @param tookMicros from the question's arrival to the answer
 */
public record Prediction(
        String model,
        String version,
        Decision decision,
        double margin,
        double[] forecast,
        long inputHash,
        long tookMicros) {

    public Prediction {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(decision, "decision");
        Objects.requireNonNull(forecast, "forecast");
        if (!Double.isFinite(margin)) {
            throw new IllegalArgumentException("margin must be finite: " + margin);
        }
    }
}
