package io.tickwire.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final long MS = 1_000_000L;

    @Test
    void spreadsMessagesEvenlyOverTime() {
        Schedule schedule = new Schedule(7 * MS, 1000, 2 * MS, 3 * MS);
        assertEquals(5, schedule.total());
        assertEquals(7 * MS, schedule.intendedNanos(0));
        assertEquals(11 * MS, schedule.intendedNanos(4));
        assertEquals(0, schedule.dueBy(7 * MS - 1));
        assertEquals(1, schedule.dueBy(7 * MS));
        assertEquals(3, schedule.dueBy(9 * MS));
        assertEquals(5, schedule.dueBy(1000 * MS));
    }

    @Test
    void measuresFromTheEndOfTheWarmUp() {
        Schedule schedule = new Schedule(7 * MS, 1000, 2 * MS, 3 * MS);
        assertEquals(false, schedule.measures(schedule.intendedNanos(1)));
        assertEquals(true, schedule.measures(schedule.intendedNanos(2)));
        assertEquals(12 * MS, schedule.endNanos());
    }

    @Property
    void aMessageIsDueFromItsIntendedTimeOn(
            @ForAll @IntRange(min = 1, max = 10_000_000) int rate,
            @ForAll @LongRange(min = 0, max = 3_000_000_000L) long at) {
        Schedule schedule = new Schedule(11, rate, 1_000 * MS, 2_000 * MS);
        long n = Math.min(schedule.total() - 1, at * rate / 3_000_000_000L);
        assertEquals(true, schedule.dueBy(schedule.intendedNanos(n)) > n);
        assertEquals(true, schedule.dueBy(schedule.intendedNanos(n) - 1) <= n);
    }
}
