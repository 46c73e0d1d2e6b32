package io.tickwire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code backtest}, as somebody at a terminal has it. */
final class BacktestIT {
    private static final Pattern HASH = Pattern.compile("hash +([0-9a-f]{64})");
    private static final Path STRATEGY = TickwireProcess.basedir().resolve("src/test/resources/strategies/test-cross");

    @TempDir
    private Path folder;

    private Path ticks;

    @BeforeEach
    void record() throws IOException {
        ticks = folder.resolve("EURUSD.csv");
        StringBuilder text = new StringBuilder("time,bid,ask\n");
        for (int i = 0; i < 40_000; i++) {
            long bid = Math.round(110_000 + 900 * Math.sin(i / 1500.0) + 40 * Math.sin(i / 37.0));
            text.append(Instant.ofEpochSecond(1_700_000_000 + 4L * i))
                    .append(',')
                    .append(bid / 1e5)
                    .append(',')
                    .append((bid + 2) / 1e5)
                    .append('\n');
        }
        Files.writeString(ticks, text);
    }

    private String run(int exitCode, String... args) {
        try (TickwireProcess command = start(args)) {
            assertEquals(exitCode, command.awaitExit(Duration.ofSeconds(30)), command.log());
            return command.log();
        }
    }

    private TickwireProcess start(String... args) {
        List<String> all = new ArrayList<>(List.of("backtest", "--strategy", STRATEGY.toString()));
        all.addAll(List.of(args));
        return TickwireProcess.run(all.toArray(String[]::new));
    }

    private static String hash(String log) {
        Matcher hash = HASH.matcher(log);
        assertTrue(hash.find(), log);
        return hash.group(1);
    }

    @Test
    void twoProcessesDoTheSame() throws IOException {
        Path report = folder.resolve("out/report.html");
        Path json = folder.resolve("out/result.json");
        String first = run(
                0,
                "--data",
                ticks.toString(),
                "--settings",
                "fast=5,slow=20",
                "--latency",
                "50ms",
                "--report",
                report.toString(),
                "--json",
                json.toString());
        String second = run(0, "--data", ticks.toString(), "--settings", "slow=20,fast=5", "--latency", "50ms");
        assertEquals(hash(first), hash(second));
        assertTrue(Files.readString(json).contains("\"hash\":\"" + hash(first) + "\""));
        assertTrue(Files.readString(report).contains(hash(first)));
        String other = run(0, "--data", ticks.toString(), "--settings", "fast=6,slow=20", "--latency", "50ms");
        assertFalse(hash(first).equals(hash(other)));
    }

    @Test
    void searchesAndWalksForward() {
        String grid = run(0, "--data", ticks.toString(), "--grid", "fast=5:15:5,slow=20:40:20", "--best", "2");
        assertTrue(grid.contains("6 runs of "), grid);
        String walked = run(
                0,
                "--data",
                ticks.toString(),
                "--grid",
                "fast=5:15:5",
                "--random",
                "2",
                "--walk-forward",
                "3:1",
                "--windows",
                "2");
        assertTrue(walked.contains("out of sample: profit"), walked);
    }

    @Test
    void saysWhatIsWrongWithTheWords() {
        assertTrue(run(2, "--data", ticks.toString(), "--settings", "fats=5").contains("settings.fats"));
        assertTrue(run(2, "--data", "nowhere.csv").contains("no file matches"));
        assertTrue(run(2, "--data", ticks.toString(), "--random", "5").contains("--random needs --grid"));
        assertTrue(run(1, "--data", ticks.toString(), "--settings", "fast=50,slow=20")
                .contains("fast must be below slow"));
    }

    @Test
    void whoEndsItCancelsIt() throws IOException {
        Path json = folder.resolve("search.json");
        try (TickwireProcess search =
                start("--data", ticks.toString(), "--grid", "fast=1:300:1,slow=301:500:1", "--json", json.toString())) {
            search.awaitLog("search: 60,000 runs");
            search.terminate();
            assertEquals(143, search.awaitExit(Duration.ofSeconds(15)), search.log());
            assertTrue(search.log().contains("cancelled; nothing was written"), search.log());
        }
        assertFalse(Files.exists(json));
    }
}
