package io.tickwire.domain.message;

import io.tickwire.domain.Refusal;

/** Whether a connection may stay; {@code refusal} is null when it may. */
public record SessionDecision(Refusal refusal) {
    public boolean granted() {
        return refusal == null;
    }
}
