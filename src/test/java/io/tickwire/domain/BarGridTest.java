package io.tickwire.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneId;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

final class BarGridTest {
    private static final BarGrid ATHENS = new BarGrid(ZoneId.of("Europe/Athens"));

    private static long at(String time) {
        return Instant.parse(time).toEpochMilli();
    }

    @Test
    void weeksBeginOnSundayAndMonthsOnTheirFirst() {
        assertEquals(at("2026-01-04T00:00:00Z"), BarGrid.UTC.startOf(Timeframe.W1, at("2026-01-10T23:59:59Z")));
        assertEquals(at("2026-01-11T00:00:00Z"), BarGrid.UTC.startOf(Timeframe.W1, at("2026-01-11T00:00:00Z")));
        assertEquals(at("2026-02-01T00:00:00Z"), BarGrid.UTC.startOf(Timeframe.MN1, at("2026-02-28T12:00:00Z")));
        assertEquals(at("2026-03-01T00:00:00Z"), BarGrid.UTC.endOf(Timeframe.MN1, at("2026-02-28T12:00:00Z")));
    }

    @Test
    void longBarsFollowTheServersMidnightAndShortOnesTheHour() {
        assertEquals(at("2026-01-04T22:00:00Z"), ATHENS.startOf(Timeframe.D1, at("2026-01-05T01:00:00Z")));
        assertEquals(at("2026-06-30T21:00:00Z"), ATHENS.startOf(Timeframe.MN1, at("2026-07-05T01:00:00Z")));
        assertEquals(at("2026-01-05T02:00:00Z"), ATHENS.startOf(Timeframe.H4, at("2026-01-05T03:30:00Z")));
        assertEquals(at("2026-01-05T03:00:00Z"), ATHENS.startOf(Timeframe.H1, at("2026-01-05T03:30:00Z")));
    }

    @Test
    void aDayInWhichClocksChangeIsShorterOrLonger() {
        long spring = at("2026-03-28T22:00:00Z");
        assertEquals(spring, ATHENS.startOf(Timeframe.D1, at("2026-03-29T12:00:00Z")));
        assertEquals(spring + 23 * 3_600_000L, ATHENS.endOf(Timeframe.D1, at("2026-03-29T12:00:00Z")));
        long autumn = at("2026-10-24T21:00:00Z");
        assertEquals(autumn + 25 * 3_600_000L, ATHENS.endOf(Timeframe.D1, autumn));
    }

    @Property(tries = 2_000)
    void everyTimeLiesInOneBarAndBarsFollowEachOther(
            @ForAll("zones") String zone,
            @ForAll Timeframe timeframe,
            @ForAll @LongRange(min = 946_684_800_000L, max = 1_900_000_000_000L) long time) {
        BarGrid grid = new BarGrid(ZoneId.of(zone));
        long start = grid.startOf(timeframe, time);
        long end = grid.endOf(timeframe, time);
        assertTrue(start <= time && time < end, start + " " + time + " " + end);
        assertEquals(start, grid.startOf(timeframe, start));
        assertEquals(start, grid.startOf(timeframe, end - 1));
        assertEquals(end, grid.startOf(timeframe, end));
        assertEquals(end, grid.endOf(timeframe, start));
    }

    /** Near the changes of clocks, where a start could slip. */
    @Property(tries = 2_000)
    void theSameHoldsAroundAChangeOfClocks(
            @ForAll Timeframe timeframe, @ForAll @LongRange(min = -90_000_000, max = 90_000_000) long beside) {
        for (String change : new String[] {"2026-03-29T01:00:00Z", "2026-10-25T01:00:00Z"}) {
            everyTimeLiesInOneBarAndBarsFollowEachOther("Europe/Athens", timeframe, at(change) + beside);
        }
    }

    @Provide
    Arbitrary<String> zones() {
        return Arbitraries.of("UTC", "Europe/Athens", "America/New_York", "Asia/Kolkata", "UTC+03:00");
    }

    @Test
    void knowsWhetherHoursFitIntoLongerBars() {
        assertTrue(BarGrid.UTC.hoursFit());
        assertTrue(ATHENS.hoursFit());
        assertFalse(new BarGrid(ZoneId.of("Asia/Kolkata")).hoursFit());
    }
}
