package io.tickwire.domain;

/** Direction of an order or position. */
public enum Side {
    BUY,
    SELL;

    /** The other direction: what closes a position of this one. */
    public Side opposite() {
        return this == BUY ? SELL : BUY;
    }

    /** +1 for BUY, -1 for SELL: multiplies a price difference into a profit. */
    public int sign() {
        return this == BUY ? 1 : -1;
    }
}
