package io.tickwire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ticks of a node that is killed are on disk, each once, and the time in which it was away is told. */
final class HistoryIT {
    private static final String SERIES = "XAUUSD~synthetic";

    @TempDir
    Path folder;

    private String config() {
        return "{\"http\":{\"port\":0},\"ticks\":{\"enabled\":false},\"inference\":{\"enabled\":false},"
                + "\"verticles\":{\"inference\":{\"enabled\":false},\"webSocketEdge\":{\"instances\":1}},"
                + "\"history\":{\"flush\":\"50ms\"},\"storage\":{\"path\":\"" + folder + "\"}}";
    }

    @Test
    void ticksSurviveAKillAndTheTimeWithoutTheNodeIsAGap() throws IOException {
        List<String> before;
        try (TickwireProcess node = TickwireProcess.start(config())) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> stored(node) > 60);
            node.kill();
            node.awaitExit(Duration.ofSeconds(10));
        }
        before = export();
        assertTrue(before.size() > 20, before.size() + " ticks of " + SERIES);
        // Longer than an absence that nobody would call a gap.
        long killedMsc = System.currentTimeMillis();
        Awaitility.await()
                .pollDelay(Duration.ofMillis(2_600))
                .atMost(Duration.ofSeconds(5))
                .until(() -> System.currentTimeMillis() - killedMsc > 2_500);
        try (TickwireProcess node = TickwireProcess.start(config())) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> stored(node) > 60);
            // Beside the running node.
            String gaps = run("gaps");
            assertTrue(gaps.contains(SERIES), gaps);
            node.terminate();
            assertEquals(0, node.awaitExit(Duration.ofSeconds(10)));
        }
        List<String> after = export();
        assertEquals(before, after.subList(0, before.size()));
        assertTrue(after.size() > before.size());
        assertEquals(after.size(), new HashSet<>(after).size(), "a tick is there twice");
        assertTrue(run("verify").endsWith("good\n"));
    }

    private static double stored(TickwireProcess node) {
        return node.get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("tickwire_history_ticks_total{result=\"stored\"}"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private List<String> export() throws IOException {
        Path file = folder.resolve("ticks.csv");
        run("export", "--symbol", SERIES, "--out", file.toString());
        return Files.readAllLines(file).stream().skip(1).toList();
    }

    private String run(String... args) {
        List<String> all = new ArrayList<>(List.of("history"));
        all.addAll(List.of(args));
        all.addAll(List.of("--folder", folder.toString()));
        try (TickwireProcess command = TickwireProcess.run(all.toArray(String[]::new))) {
            assertEquals(0, command.awaitExit(Duration.ofSeconds(20)), command.log());
            return command.log();
        }
    }
}
