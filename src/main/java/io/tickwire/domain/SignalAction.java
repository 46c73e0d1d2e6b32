package io.tickwire.domain;

/** What a signal asks for. A closed set: anything else is refused at the door, never read as SELL. */
public enum SignalAction {
    BUY,
    SELL,
    CLOSE
}
