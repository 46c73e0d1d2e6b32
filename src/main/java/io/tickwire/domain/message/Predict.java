package io.tickwire.domain.message;

import io.tickwire.domain.Window;
import java.util.Objects;

/**
 * Asks a model for its decision.
 *
 * @param source who asks, for the decision log: a door and a session, or a strategy
 * @param timeoutMs how long the answer is worth something; a question that waited longer is refused
 */
public record Predict(Window window, String source, int timeoutMs) {
    public Predict {
        Objects.requireNonNull(window, "window");
        Objects.requireNonNull(source, "source");
        if (timeoutMs < 1) {
            throw new IllegalArgumentException("timeoutMs must be positive: " + timeoutMs);
        }
    }
}
