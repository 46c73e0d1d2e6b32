package io.tickwire.domain;

/** Bar periods with MetaTrader's names; bars are aligned to UTC multiples of the period. */
public enum Timeframe {
    M1(1),
    M5(5),
    M15(15),
    M30(30),
    H1(60),
    H4(240),
    D1(1440);

    private final long millis;

    Timeframe(int minutes) {
        this.millis = minutes * 60_000L;
    }

    public long millis() {
        return millis;
    }

    /** Start of the bar that contains this time. */
    public long startOf(long timeMsc) {
        return Math.floorDiv(timeMsc, millis) * millis;
    }
}
