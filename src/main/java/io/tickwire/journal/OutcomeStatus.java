package io.tickwire.journal;

import io.tickwire.domain.SignalOutcome;

/** The word for an outcome, in the journal and on every wire. */
public final class OutcomeStatus {
    /** Journaled, not answered yet. */
    public static final String PENDING = "pending";

    private OutcomeStatus() {}

    /** {@code success}, {@code error}, {@code failed}, {@code unknown}, or {@code pending} for null. */
    public static String of(SignalOutcome outcome) {
        if (outcome == null) {
            return PENDING;
        }
        if (outcome instanceof SignalOutcome.Executed) {
            return "success";
        }
        if (outcome instanceof SignalOutcome.Refused) {
            return "error";
        }
        return outcome instanceof SignalOutcome.Failed ? "failed" : "unknown";
    }
}
