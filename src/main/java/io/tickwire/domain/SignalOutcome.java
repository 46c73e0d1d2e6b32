package io.tickwire.domain;

import java.util.UUID;

/** The one terminal answer to a signal. Unknown is proven later by reconciliation and never resent. */
public sealed interface SignalOutcome {

    UUID signalId();

    /** The terminal did it. */
    record Executed(UUID signalId, Execution execution) implements SignalOutcome {}

    /** Refused by us before anything was sent. */
    record Refused(UUID signalId, Refusal refusal) implements SignalOutcome {}

    /** Sent, and the terminal or broker refused. */
    record Failed(UUID signalId, Refusal refusal) implements SignalOutcome {}

    /** Sent, no proof either way. */
    record Unknown(UUID signalId, Refusal refusal) implements SignalOutcome {}
}
