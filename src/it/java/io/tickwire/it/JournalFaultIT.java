package io.tickwire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The disk fails: trading stops, ticks go on, it is said why, and what was acknowledged is still there. */
final class JournalFaultIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String NO_LIMIT = "unlimited";

    private final NodeFolder folder = new NodeFolder();
    private final Map<UUID, JsonNode> acknowledged = new LinkedHashMap<>();

    @Test
    void aFullDiskStopsTradingAndNothingElse() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/prlimit")), "no prlimit to limit files with: skipped");
        try (TickwireProcess tickwire = folder.start();
                Trader trader = new Trader(tickwire).awaitTick()) {
            trade(trader, 5);
            limitFiles(tickwire, Long.toString(Files.size(folder.journal("journal.db-wal"))));
            UUID wanted = UUID.randomUUID();
            JsonNode refused = trader.buy(wanted);
            assertEquals("error", Trader.status(refused), refused::toString);
            assertEquals("TRADING_HALTED", Trader.code(refused), refused::toString);
            assertTrue(refused.toString().contains("journal cannot be written"), refused::toString);
            JsonNode part = trader.signal(UUID.randomUUID(), "\"action\":\"CLOSE\",\"volume\":0.01");
            assertEquals("TRADING_HALTED", Trader.code(part), "a part could be closed twice");
            assertEquals(5, folder.deals().size());
            awaitUnready(tickwire, "journal cannot be written");
            assertEquals(false, risk(tickwire).path("journal").path("healthy").asBoolean());
            trader.awaitTick();

            limitFiles(tickwire, NO_LIMIT);
            awaitReady(tickwire);
            acknowledged.put(wanted, succeeded(trader.buy(wanted)));

            limitFiles(tickwire, Long.toString(Files.size(folder.journal("journal.db-wal"))));
            assertEquals("TRADING_HALTED", Trader.code(trader.buy()));
            assertEquals("success", Trader.status(trader.close(UUID.randomUUID())), "out of the market is never shut");
            assertEquals(12, folder.deals().size());
            tickwire.kill();
            tickwire.awaitExit(SOON);
        }
        assertAllIsThereAfterARestart(12, "journal and terminal agree");
    }

    @Test
    void aFolderThatCannotBeMadeStopsTradingUntilItCan() throws IOException {
        Path inTheWay = Files.writeString(folder.data(), "not a folder");
        try (TickwireProcess tickwire = folder.start();
                Trader trader = new Trader(tickwire).awaitTick()) {
            tickwire.awaitLog("the journal in " + folder.data() + " cannot be used");
            tickwire.awaitLog("$.storage.path");
            assertEquals("TRADING_HALTED", Trader.code(trader.buy()));
            awaitUnready(tickwire, "cannot be used");
            Files.delete(inTheWay);
            awaitReady(tickwire);
            succeeded(trader.buy());
        }
    }

    /** Rights do not stop root; a file system that takes no folders stops everybody. */
    @Test
    void aReadOnlyFolderStopsTrading() {
        assumeTrue(Files.isDirectory(Path.of("/proc/self")), "no /proc: skipped");
        try (TickwireProcess tickwire =
                        TickwireProcess.start(Samples.roomy(",\"storage\":{\"path\":\"/proc/tickwire/data\"}"));
                Trader trader = new Trader(tickwire).awaitTick()) {
            JsonNode refused = trader.buy();
            assertEquals("TRADING_HALTED", Trader.code(refused), refused::toString);
            assertTrue(refused.toString().contains("/proc/tickwire/data"), refused::toString);
            awaitUnready(tickwire, "/proc/tickwire/data");
        }
    }

    @Test
    void aSecondProcessOnTheSameFolderEndsAndSaysWhichFolder() {
        try (TickwireProcess first = folder.start();
                TickwireProcess second =
                        TickwireProcess.launch(Samples.roomy(",\"storage\":{\"path\":\"" + folder.data() + "\"}"))) {
            assertEquals(4, second.awaitExit(SOON), second::log);
            assertTrue(second.log().contains("another process uses the journal in " + folder.data()), second::log);
            assertTrue(second.log().contains("$.storage.path"), second::log);
            try (Trader trader = new Trader(first).awaitTick()) {
                succeeded(trader.buy());
            }
        }
        try (TickwireProcess next = folder.start()) {
            assertTrue(next.isAlive(), "the lock went with its owner");
        }
    }

    @Test
    void aTornTailCostsNothingThatWasAcknowledged() throws IOException {
        try (TickwireProcess tickwire = folder.start();
                Trader trader = new Trader(tickwire).awaitTick()) {
            trade(trader, 20);
            tickwire.kill();
            tickwire.awaitExit(SOON);
        }
        // As a power cut leaves them: half a page at the end of the log, half a line at the end of the ledger.
        cutOff(folder.journal("journal.db-wal"), 2000);
        Files.writeString(folder.ledger(), "1c9de4fa [{\"is\":\"position\",\"pos", StandardOpenOption.APPEND);
        assertAllIsThereAfterARestart(20, "was torn off by a crash");
    }

    private void assertAllIsThereAfterARestart(int deals, String said) {
        try (TickwireProcess tickwire = folder.start()) {
            Awaitility.await()
                    .atMost(SOON)
                    .until(() -> risk(tickwire).path("trading_state").asText().equals("ACTIVE"));
            assertEquals(0, risk(tickwire).path("signals_in_doubt").asInt());
            assertTrue(tickwire.log().contains(said), tickwire::log);
            try (Trader trader = new Trader(tickwire).awaitTick()) {
                acknowledged.forEach((id, answer) -> {
                    JsonNode again = succeeded(trader.buy(id));
                    assertTrue(again.path("result").path("duplicate").asBoolean(), again::toString);
                    assertEquals(
                            answer.path("result").path("order_id"),
                            again.path("result").path("order_id"));
                });
                assertEquals(deals, folder.deals().size());
                succeeded(trader.buy());
            }
        }
    }

    private void trade(Trader trader, int signals) {
        for (int i = 0; i < signals; i++) {
            UUID id = UUID.randomUUID();
            acknowledged.put(id, succeeded(trader.buy(id)));
        }
    }

    private static JsonNode succeeded(JsonNode answer) {
        assertEquals("success", Trader.status(answer), answer::toString);
        return answer;
    }

    private static JsonNode risk(TickwireProcess tickwire) {
        return NodeFolder.json(tickwire.get("/api/v1/risk").body());
    }

    private static void awaitReady(TickwireProcess tickwire) {
        Awaitility.await()
                .atMost(SOON)
                .until(() -> tickwire.get("/health/ready").statusCode() == 200);
    }

    private static void awaitUnready(TickwireProcess tickwire, String reason) {
        Awaitility.await().atMost(SOON).until(() -> {
            var ready = tickwire.get("/health/ready");
            return ready.statusCode() == 503
                    && ready.body().contains("JournalWriter")
                    && ready.body().contains(reason);
        });
    }

    /** No file of the process may grow beyond that: a disk that is full for the journal alone, whoever runs the test. */
    private static void limitFiles(TickwireProcess tickwire, String bytes) throws IOException, InterruptedException {
        Process prlimit = new ProcessBuilder(
                        "prlimit", "--pid", Long.toString(tickwire.pid()), "--fsize=" + bytes + ":" + NO_LIMIT)
                .inheritIO()
                .start();
        assertTrue(prlimit.waitFor(10, TimeUnit.SECONDS));
        assertEquals(0, prlimit.exitValue());
    }

    private static void cutOff(Path file, int bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() - bytes);
        }
    }
}
