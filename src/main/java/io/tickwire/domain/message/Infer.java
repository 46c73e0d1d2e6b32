package io.tickwire.domain.message;

import java.util.Objects;

/**
 * Asks a model for its bare outputs: what goes in is in the model's own units already.
 *
 * @param version empty = the one that is active
 * @param values rows one after the other; handed over, nobody changes them any more
 * @param source who asks, for the decision log
 * @param timeoutMs how long the answer is worth something
 */
public record Infer(String version, int rows, float[] values, String source, int timeoutMs) {
    public Infer {
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(values, "values");
        if (rows < 1) {
            throw new IllegalArgumentException("rows must be positive: " + rows);
        }
    }
}
