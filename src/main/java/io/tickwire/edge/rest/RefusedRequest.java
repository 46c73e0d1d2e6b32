package io.tickwire.edge.rest;

import io.tickwire.domain.Refusal;

/** A request that is not served as it is; whoever handles requests answers it as a problem. */
final class RefusedRequest extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Refusal refusal;

    RefusedRequest(Refusal refusal) {
        super(refusal.message(), null, false, false);
        this.refusal = refusal;
    }

    /** A parameter that is not what it should be. */
    RefusedRequest(String parameter, String expected, String received) {
        this(Refusal.validation(parameter, expected, received));
    }

    Refusal refusal() {
        return refusal;
    }
}
