package io.tickwire.session.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FailureMeterTest {
    private static final long SECOND = 1_000_000_000L;

    private final FailureMeter meter = new FailureMeter();

    @Test
    void fiveAreFreeAndThenTheWaitDoublesUpToAMinute() {
        List<Long> waits = new ArrayList<>();
        long now = 0;
        for (int i = 0; i < 13; i++) {
            meter.failed("10.0.0.1", now);
            waits.add(meter.waitSeconds("10.0.0.1", now));
            now += meter.waitSeconds("10.0.0.1", now) * SECOND;
        }
        assertEquals(List.of(0L, 0L, 0L, 0L, 1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L), waits);
        assertEquals(0, meter.waitSeconds("10.0.0.2", now));
    }

    @Test
    void aWaitRunsDownAndIsOverAtItsEnd() {
        for (int i = 0; i < 7; i++) {
            meter.failed("a", 0);
        }
        assertEquals(4, meter.waitSeconds("a", 0));
        assertEquals(3, meter.waitSeconds("a", SECOND + 1));
        assertEquals(1, meter.waitSeconds("a", 4 * SECOND - 1));
        assertEquals(0, meter.waitSeconds("a", 4 * SECOND));
    }

    @Test
    void aMinuteOfQuietOrASuccessForgets() {
        for (int i = 0; i < 5; i++) {
            meter.failed("a", 0);
            meter.failed("b", 0);
        }
        meter.succeeded("b");
        meter.failed("b", SECOND);
        assertEquals(0, meter.waitSeconds("b", SECOND));
        meter.failed("a", 61 * SECOND);
        assertEquals(0, meter.waitSeconds("a", 61 * SECOND));
        meter.sweep(122 * SECOND);
        assertEquals(0, meter.size());
    }

    @Test
    void slowGuessingDoesNotRestartTheCount() {
        // One failure each 50 s is within a minute of the last.
        long now = 0;
        for (int i = 0; i < 8; i++, now += 50 * SECOND) {
            meter.failed("a", now);
        }
        assertTrue(meter.waitSeconds("a", now - 50 * SECOND) > 1);
    }

    @Test
    void aNetworkOfVersion6IsOneAddress() {
        for (int i = 0; i < 5; i++) {
            meter.failed("2001:db8:1:2::" + i, 0);
        }
        assertEquals(1, meter.waitSeconds("2001:db8:1:2:ffff::1", 0));
        assertEquals(0, meter.waitSeconds("2001:db8:1:3::1", 0));
    }

    @Test
    void remembersSoManyAddressesAndThenForgetsTheOldest() {
        for (int i = 0; i < 5; i++) {
            meter.failed("first", 0);
        }
        for (int i = 0; i < FailureMeter.MAX_ADDRESSES; i++) {
            meter.failed("other" + i, 1);
        }
        assertEquals(FailureMeter.MAX_ADDRESSES, meter.size());
        assertEquals(0, meter.waitSeconds("first", 1));
    }
}
