package io.tickwire.bench.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.bench.Measured;
import io.tickwire.bench.Schedule;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class MqttTallyTest {
    private static final long MS = 1_000_000;
    /** Measured from 100 to 1100 ms. */
    private static final Schedule SCHEDULE = new Schedule(0, 0, 100 * MS, 1_000 * MS);

    private static MqttTally tally(int publishers, int subscribers, boolean acknowledged) {
        return new MqttTally(SCHEDULE, publishers, subscribers, acknowledged);
    }

    @Test
    void aMessageIsUnderWayUntilAllHaveItAndItsPublisherKnows() {
        MqttTally tally = tally(1, 2, true);
        long seq = tally.sent(0, 200 * MS, 201 * MS);
        assertFalse(tally.delivered(0, 0, seq, 203 * MS));
        assertFalse(tally.acknowledged(seq));
        assertFalse(tally.settled());
        assertTrue(tally.delivered(1, 0, seq, 207 * MS));
        assertTrue(tally.settled());
        Measured measured = tally.result("x");
        assertEquals(2, measured.sent());
        assertEquals(2, measured.answered());
        assertEquals(0, measured.missing());
        assertEquals(7.0, measured.latencies().getMaxValue() / (double) MS, 0.01);
        assertEquals(1.0, measured.lateness().getMaxValue() / (double) MS, 0.01);
        assertEquals(1.0, measured.seconds(), 1e-9);
    }

    @Test
    void countsNothingOfTheWarmUpButWhatIsLost() {
        MqttTally tally = tally(1, 1, false);
        long warm = tally.sent(0, 99 * MS, 99 * MS);
        long lost = tally.sent(0, 100 * MS, 100 * MS);
        long seq = tally.sent(0, 101 * MS, 101 * MS);
        assertTrue(tally.delivered(0, 0, warm, 200 * MS));
        assertTrue(tally.delivered(0, 0, seq, 2_100 * MS));
        assertFalse(tally.settled(), "one is still under way");
        Measured measured = tally.result("x");
        assertEquals(2, measured.sent());
        assertEquals(1, measured.answered());
        assertEquals(1, measured.missing());
        assertEquals(2.0, measured.seconds(), 1e-9, "to the last delivery");
        assertFalse(tally.delivered(0, 0, lost, 2_200 * MS), "too late: the order is broken");
    }

    @Test
    void tellsOfWhatComesTwiceOutOfOrderOrFromNowhere() {
        MqttTally tally = tally(2, 1, false);
        long first = tally.sent(0, 200 * MS, 200 * MS);
        long other = tally.sent(1, 200 * MS, 200 * MS);
        long second = tally.sent(0, 200 * MS, 200 * MS);
        tally.delivered(0, 0, second, 201 * MS);
        tally.delivered(0, 0, second, 201 * MS);
        tally.delivered(0, 0, first, 201 * MS);
        assertTrue(tally.delivered(0, 1, other, 201 * MS), "publishers have orders of their own");
        tally.delivered(0, 2, 0, 201 * MS);
        tally.delivered(0, 0, 77, 201 * MS);
        assertFalse(tally.acknowledged(second));
        assertEquals(
                Map.of("a message twice or out of order", 2L, "a message that was not published", 2L),
                tally.result("x").failures());
    }

    @Test
    void whatIsGivenUpIsNotWaitedForAndNamesItsPublisher() {
        MqttTally tally = tally(3, 1, false);
        tally.sent(2, 200 * MS, 200 * MS);
        long kept = tally.sent(1, 300 * MS, 300 * MS);
        long lost = tally.sent(0, 201 * MS, 201 * MS);
        assertEquals(List.of(2, 0), tally.giveUp(250 * MS));
        assertEquals(List.of(), tally.giveUp(250 * MS));
        assertFalse(tally.settled());
        assertFalse(tally.delivered(0, 0, lost, 301 * MS));
        assertTrue(tally.delivered(0, 1, kept, 301 * MS));
        assertTrue(tally.settled());
        Measured measured = tally.result("x");
        assertEquals(2, measured.missing());
        assertEquals(
                Map.of("a message that was given up", 2L, "a message that came after it was given up", 1L),
                measured.failures());
    }

    @Test
    void remembersAsManyAsAreUnderWay() {
        MqttTally tally = tally(1, 1, true);
        int many = 5_000;
        for (int i = 0; i < 700; i++) {
            long seq = tally.sent(0, 200 * MS, 200 * MS);
            tally.delivered(0, 0, seq, 201 * MS);
            tally.acknowledged(seq);
        }
        for (int i = 0; i < many; i++) {
            tally.sent(0, (200 + i) * MS, (200 + i) * MS);
        }
        for (int i = 0; i < many; i++) {
            tally.delivered(0, 0, 700 + i, (210 + i) * MS);
            assertTrue(tally.acknowledged(700 + i), "message " + i);
        }
        Measured measured = tally.result("x");
        assertEquals(many + 700, measured.answered());
        assertEquals(10.0, measured.latencies().getMaxValue() / (double) MS, 0.02);
        assertTrue(tally.settled());
    }
}
