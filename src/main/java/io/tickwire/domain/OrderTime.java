package io.tickwire.domain;

/** How long a pending order lives (ENUM_ORDER_TYPE_TIME, same numbers). */
public enum OrderTime {
    /** Until it is cancelled. */
    GTC,
    /** Until the end of the broker's day. */
    DAY,
    /** Until a given time. */
    SPECIFIED,
    /** Until the end of the broker's day of a given time. */
    SPECIFIED_DAY
}
