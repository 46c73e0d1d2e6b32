package io.tickwire.domain;

/** The 21 bar periods of MetaTrader, with its names. Where a period begins and ends a {@link BarGrid} knows. */
public enum Timeframe {
    M1(1),
    M2(2),
    M3(3),
    M4(4),
    M5(5),
    M6(6),
    M10(10),
    M12(12),
    M15(15),
    M20(20),
    M30(30),
    H1(60),
    H2(120),
    H3(180),
    H4(240),
    H6(360),
    H8(480),
    H12(720),
    D1(1440),
    W1(7 * 1440),
    MN1(30 * 1440);

    private final long millis;

    Timeframe(int minutes) {
        this.millis = minutes * 60_000L;
    }

    /** Length of a period; months count as 30 days, and a day in which clocks change has another length. */
    public long millis() {
        return millis;
    }

    /** Start of the bar that contains this time, where bars are aligned to UTC. */
    public long startOf(long timeMsc) {
        return BarGrid.UTC.startOf(this, timeMsc);
    }
}
