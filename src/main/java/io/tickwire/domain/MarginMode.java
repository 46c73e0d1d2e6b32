package io.tickwire.domain;

/** How an account accumulates positions of one symbol. */
public enum MarginMode {
    NETTING,
    HEDGING,
    EXCHANGE
}
