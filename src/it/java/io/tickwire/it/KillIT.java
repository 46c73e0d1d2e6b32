package io.tickwire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** kill -9 of the bridge under 200 signals a second, its broker losing replies; {@code bench kill} for long runs. */
final class KillIT {
    private static final Duration AT_MOST = Duration.ofMinutes(3);

    @Test
    void losesAndDoublesNothingWhenItIsKilledAgainAndAgain() {
        try (TickwireProcess bench = TickwireProcess.run("bench", "kill", "--rounds", "4", "--seed", "3")) {
            int code = bench.awaitExit(AT_MOST);
            assertEquals(0, code, bench::log);
            assertTrue(bench.log().contains("everything agrees"), bench::log);
            assertTrue(bench.log().contains("4 kills"), bench::log);
        }
    }
}
