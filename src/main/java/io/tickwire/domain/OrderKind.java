package io.tickwire.domain;

/** What a signal with a price asks for. */
public enum OrderKind {
    /** Limit or stop, whichever the price means at the present quote. */
    AUTO,
    LIMIT,
    STOP,
    STOP_LIMIT
}
