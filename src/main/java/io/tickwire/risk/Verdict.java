package io.tickwire.risk;

import io.tickwire.domain.Refusal;

/** What the governor says of a signal. */
public sealed interface Verdict {

    /** Approved; the only thing an order is sent from. */
    record Approved(ApprovedOrder order) implements Verdict {}

    /** Refused before anything was sent. */
    record Denied(Refusal refusal) implements Verdict {}
}
