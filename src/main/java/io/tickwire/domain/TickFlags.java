package io.tickwire.domain;

/** MetaTrader's {@code MqlTick.flags} bits: which parts of the tick changed. */
public final class TickFlags {
    public static final int BID = 2;
    public static final int ASK = 4;
    public static final int LAST = 8;
    public static final int VOLUME = 16;
    public static final int BUY = 32;
    public static final int SELL = 64;

    /** Both sides of the book quoted: what a plain quote feed says of each tick. */
    public static final int QUOTE = BID | ASK;

    private TickFlags() {}
}
