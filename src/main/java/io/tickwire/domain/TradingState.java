package io.tickwire.domain;

/** What may be traded: everything, only less risk, nothing but closing. */
public enum TradingState {
    ACTIVE,
    REDUCING,
    HALTED
}
