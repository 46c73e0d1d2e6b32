package io.tickwire.domain;

/** Where an order stands (MetaTrader's ENUM_ORDER_STATE, without its transient ones). */
public enum OrderState {
    PLACED,
    PARTIAL,
    FILLED,
    CANCELED,
    REJECTED,
    EXPIRED
}
