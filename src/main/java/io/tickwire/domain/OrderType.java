package io.tickwire.domain;

import java.util.Locale;

/** Kinds of order, as MetaTrader 5 has them (ENUM_ORDER_TYPE; the ordinal is MetaTrader's number). */
public enum OrderType {
    BUY,
    SELL,
    BUY_LIMIT,
    SELL_LIMIT,
    BUY_STOP,
    SELL_STOP,
    BUY_STOP_LIMIT,
    SELL_STOP_LIMIT,
    CLOSE_BY;

    /** Direction of the deal that it makes. Not for {@link #CLOSE_BY}. */
    public Side side() {
        return switch (this) {
            case BUY, BUY_LIMIT, BUY_STOP, BUY_STOP_LIMIT -> Side.BUY;
            case SELL, SELL_LIMIT, SELL_STOP, SELL_STOP_LIMIT -> Side.SELL;
            case CLOSE_BY -> throw new IllegalStateException("CLOSE_BY has no side");
        };
    }

    /** The market order of a side. */
    public static OrderType market(Side side) {
        return side == Side.BUY ? BUY : SELL;
    }

    public static OrderType limit(Side side) {
        return side == Side.BUY ? BUY_LIMIT : SELL_LIMIT;
    }

    public static OrderType stop(Side side) {
        return side == Side.BUY ? BUY_STOP : SELL_STOP;
    }

    public static OrderType stopLimit(Side side) {
        return side == Side.BUY ? BUY_STOP_LIMIT : SELL_STOP_LIMIT;
    }

    /** Whether it waits for a price. */
    public boolean pending() {
        return this != BUY && this != SELL && this != CLOSE_BY;
    }

    public boolean isLimit() {
        return this == BUY_LIMIT || this == SELL_LIMIT;
    }

    public boolean isStop() {
        return this == BUY_STOP || this == SELL_STOP;
    }

    public boolean isStopLimit() {
        return this == BUY_STOP_LIMIT || this == SELL_STOP_LIMIT;
    }

    /** Name on the wire, for example {@code buy_limit}. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
