package io.tickwire.domain.message;

/** Asks for a permit to send one signal. */
public record PermitRequest(String identity, Kind kind) {

    /** Closing has a larger bucket of its own. */
    public enum Kind {
        ORDER,
        CLOSE
    }
}
