package io.tickwire.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class FanoutTallyTest {
    private static final long MS = 1_000_000L;

    @Test
    void countsTheLastSubscriberOfEachTickAndWhoMissedOne() {
        Schedule schedule = new Schedule(0, 1000, 0, 2 * MS);
        FanoutTally tally = new FanoutTally(schedule, 2);
        tally.sent(0, 0);
        tally.sent(MS, MS);
        tally.delivered(0, 0, MS);
        assertTrue(tally.delivered(1, 0, 4 * MS), "now all have it");
        tally.delivered(0, 1, 3 * MS);
        assertFalse(tally.settled());
        Measured each = tally.results().get(0);
        Measured last = tally.results().get(1);

        assertEquals(3, each.answered());
        assertEquals(1, each.missing());
        assertEquals(4.0, each.latencies().getMaxValue() / (double) MS, 0.01);
        assertEquals(1, last.answered());
        assertEquals(1, last.missing());
        assertEquals(4.0, last.latencies().getMinValue() / (double) MS, 0.01);
        tally.delivered(1, 1, 5 * MS);
        assertTrue(tally.settled());
    }

    @Test
    void aTickTwiceOutOfOrderOrNeverSentIsAnError() {
        FanoutTally tally = new FanoutTally(new Schedule(0, 1000, 0, 3 * MS), 1);
        for (int seq = 0; seq < 3; seq++) {
            tally.sent(seq * MS, seq * MS);
        }
        tally.delivered(0, 1, MS);
        tally.delivered(0, 1, MS);
        tally.delivered(0, 0, MS);
        tally.delivered(0, 3, MS);
        assertEquals(
                Map.of("a tick twice or out of order", 2L, "a tick that was not sent", 1L),
                tally.results().get(0).failures());
    }
}
