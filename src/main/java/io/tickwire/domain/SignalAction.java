package io.tickwire.domain;

/** What a signal asks for. A closed set: anything else is refused at the door, never read as SELL. */
public enum SignalAction {
    BUY,
    SELL,
    CLOSE,
    /** Stops of a position, or price and stops of a pending order; only from inside the platform. */
    MODIFY
}
