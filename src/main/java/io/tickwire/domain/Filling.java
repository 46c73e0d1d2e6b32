package io.tickwire.domain;

/** What happens to the part of an order that cannot be filled at once (ENUM_ORDER_TYPE_FILLING, same numbers). */
public enum Filling {
    /** All or nothing. */
    FOK,
    /** What is there, the rest is cancelled. */
    IOC,
    /** What is there, the rest stays as an order. */
    RETURN
}
