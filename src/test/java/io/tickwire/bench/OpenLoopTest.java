package io.tickwire.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.ops.ManualClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** No coordinated omission: who waits behind a slow answer is counted with the whole wait. */
class OpenLoopTest {
    private static final double MS = 1e6;

    private final ManualClock clock = new ManualClock();

    @Test
    void sendsNothingBeforeItsTimeAndEverythingAtIt() {
        List<Long> sent = new ArrayList<>();
        OpenLoop loop =
                new OpenLoop(new Schedule(clock.nanos(), 1000, 0, 4_000_000), clock, (seq, at) -> sent.add(seq));
        assertTrue(loop.pump());
        assertEquals(List.of(0L), sent);
        clock.advanceMillis(2);
        assertTrue(loop.pump());
        assertEquals(List.of(0L, 1L, 2L), sent);
        clock.advanceMillis(1);
        assertFalse(loop.pump());
        assertEquals(List.of(0L, 1L, 2L, 3L), sent);
    }

    @Test
    void aResponderThatStallsMakesAllThatWereMeantMeanwhileLate() {
        // 1 message per millisecond for 1 s; each is answered at once, but the 100th answer takes 500 ms, and while it
        // does, nothing can be sent. A closed loop would record one slow answer among 500; 500 messages were late.
        Schedule schedule = new Schedule(clock.nanos(), 1000, 0, 1_000_000_000L);
        Tally tally = new Tally(schedule);
        OpenLoop loop = new OpenLoop(schedule, clock, (seq, intended) -> {
            tally.sent(seq, intended, clock.nanos());
            if (seq == 100) {
                clock.advanceMillis(500);
            }
            tally.answered(seq, clock.nanos());
        });
        while (loop.pump()) {
            clock.advanceMillis(1);
        }
        Measured measured = tally.result("stall");

        assertEquals(1000, measured.sent());
        assertEquals(1000, measured.answered());
        assertEquals(0, measured.missing());
        assertEquals(500, measured.latencies().getMaxValue() / MS, 1);
        // Every second message was meant to be sent in the stall, on average in its middle.
        assertEquals(501, measured.latencies().getCountBetweenValues((long) (0.5 * MS), Long.MAX_VALUE), 2);
        assertEquals(250, measured.latencies().getValueAtPercentile(75) / MS, 5);
        assertEquals(490, measured.latencies().getValueAtPercentile(99) / MS, 5);
        assertEquals(499, measured.lateness().getMaxValue() / MS, 2);
    }

    @Test
    void countsWhatIsMissingRefusedAndTwice() {
        Schedule schedule = new Schedule(clock.nanos(), 1000, 1_000_000, 3_000_000);
        Tally tally = new Tally(schedule);
        clock.advanceMillis(10);
        OpenLoop all = new OpenLoop(schedule, clock, (seq, intended) -> tally.sent(seq, intended, clock.nanos()));
        assertFalse(all.pump());
        tally.answered(0, clock.nanos());
        tally.answered(1, clock.nanos());
        tally.answered(1, clock.nanos());
        tally.refused(2, "RATE_LIMITED");
        assertFalse(tally.settled());
        Measured measured = tally.result("mixed");

        // Of four the first is warm-up; one was answered, one refused, one never heard of again.
        assertEquals(3, measured.sent());
        assertEquals(1, measured.answered());
        assertEquals(1, measured.missing());
        assertEquals(Map.of("RATE_LIMITED", 1L, "an answer to nothing, or a second one", 1L), measured.failures());
    }
}
