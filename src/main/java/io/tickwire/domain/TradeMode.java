package io.tickwire.domain;

/** Kind of account money; {@code REAL} is only traded when the configuration names the login. */
public enum TradeMode {
    DEMO,
    CONTEST,
    REAL
}
