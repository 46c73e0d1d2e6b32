package io.tickwire.domain.message;

import io.tickwire.domain.Refusal;

/** A permit, or why there is none; {@code refusal} is null when granted. */
public record PermitDecision(Refusal refusal) {
    public boolean granted() {
        return refusal == null;
    }
}
