package io.tickwire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How the process begins and ends. */
final class StartIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    void saysWhatRunsWhereInAFewLinesAndDrainsOnSigterm() {
        try (TickwireProcess tickwire = TickwireProcess.startDefault();
                WsClient client = WsClient.bridge(tickwire)) {
            assertTrue(tickwire.log().lines().count() <= 10, tickwire.log());
            tickwire.terminate();
            assertEquals(1001, client.awaitClose());
            assertFalse(client.closeReason().isBlank());
            assertEquals(0, tickwire.awaitExit(Duration.ofSeconds(5)));
            assertTrue(tickwire.log().contains("stopped"), tickwire.log());
        }
    }

    @Test
    void endsWith2AndListsEveryProblemOfAConfiguration() {
        try (TickwireProcess tickwire =
                TickwireProcess.launch("{\"http\":{\"prot\":1},\"limits\":{\"idleTimeout\":\"soon\"}}")) {
            assertEquals(2, tickwire.awaitExit(SOON));
            assertTrue(tickwire.log().contains("$.http.prot: unknown key -> did you mean 'port'?"), tickwire.log());
            assertTrue(tickwire.log().contains("$.limits.idleTimeout"), tickwire.log());
            assertFalse(tickwire.log().contains("\tat "), tickwire.log());
        }
    }

    @Test
    void endsWith2WhenTheFileIsMissingOrTheOptionUnknown() {
        try (TickwireProcess missing = TickwireProcess.run("-conf", "no-such-file.json");
                TickwireProcess unknown = TickwireProcess.run("-cnof", "x")) {
            assertEquals(2, missing.awaitExit(SOON));
            assertTrue(missing.log().contains("no-such-file.json"), missing.log());
            assertEquals(2, unknown.awaitExit(SOON));
            assertTrue(unknown.log().contains("'-cnof'"), unknown.log());
        }
    }

    @Test
    void endsWith2WhenTheRecordedFilesAreNotThere() {
        try (TickwireProcess tickwire = TickwireProcess.launch(
                "{\"http\":{\"port\":0},\"ticks\":{\"port\":0},\"inference\":{\"port\":0},"
                        + "\"terminals\":[{\"simulated\":{\"feed\":{\"type\":\"replay\",\"files\":[\"nowhere/*.zip\"]}}}]}")) {
            assertEquals(2, tickwire.awaitExit(SOON));
            assertTrue(tickwire.log().contains("nowhere/*.zip"), tickwire.log());
            assertFalse(tickwire.log().contains("\tat "), tickwire.log());
        }
    }

    @Test
    void endsWith3AndOneLineWhenAPortIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                TickwireProcess tickwire =
                        TickwireProcess.launch("{\"http\":{\"port\":0},\"inference\":{\"port\":0},\"ticks\":{\"port\":"
                                + taken.getLocalPort() + "}}")) {
            assertEquals(3, tickwire.awaitExit(SOON));
            String log = tickwire.log();
            assertEquals(1, log.lines().filter(line -> !line.contains(" INFO ")).count(), log);
            assertTrue(log.contains("port " + taken.getLocalPort()), log);
            assertTrue(log.contains("ticks.port"), log);
        }
    }

    @Test
    void startsAgainOnTheSamePortsAfterKill9() {
        String config;
        try (TickwireProcess first = TickwireProcess.startDefault()) {
            config = "{\"http\":{\"port\":" + first.httpPort() + "},\"ticks\":{\"port\":0},\"inference\":{\"port\":0}}";
            first.kill();
            first.awaitExit(SOON);
        }
        try (TickwireProcess second = TickwireProcess.start(config);
                WsClient client = WsClient.bridge(second)) {
            assertEquals(
                    "success",
                    client.ask("account_info", Samples.ACCOUNT_INFO, "account_info_processed")
                            .path("status")
                            .asText());
        }
    }

    @Test
    void checksAConfigurationWithoutStarting() throws IOException {
        Path bad = Files.createTempFile("bad", ".json");
        Files.writeString(bad, "{\"http\":{\"port\":\"x\"}}");
        try (TickwireProcess good = TickwireProcess.run(
                        "check-config",
                        TickwireProcess.basedir().resolve("conf/tickwire.json").toString());
                TickwireProcess wrong = TickwireProcess.run("check-config", bad.toString())) {
            assertEquals(0, good.awaitExit(SOON));
            assertEquals(2, wrong.awaitExit(SOON));
            assertTrue(wrong.log().contains("$.http.port"), wrong.log());
        } finally {
            Files.delete(bad);
        }
    }

    @Test
    void answersHelpAndVersion() {
        try (TickwireProcess help = TickwireProcess.run("--help");
                TickwireProcess keygen = TickwireProcess.run("keygen", "--help");
                TickwireProcess version = TickwireProcess.run("--version")) {
            assertEquals(0, help.awaitExit(SOON));
            assertEquals(0, keygen.awaitExit(SOON));
            assertEquals(help.log(), keygen.log());
            assertTrue(help.log().contains("check-config FILE"), help.log());
            assertEquals(0, version.awaitExit(SOON));
            assertTrue(version.log().matches("tickwire \\d+\\.\\d+\\.\\d+.*\\s*"), version.log());
        }
    }

    @Test
    void tellsHealthMetricsAndWhatRuns() {
        try (TickwireProcess tickwire = TickwireProcess.startDefault();
                WsClient client = WsClient.bridge(tickwire)) {
            client.ask("trading_signal", Samples.BUY_EURUSD, "trading_signal_executed");
            assertEquals(200, tickwire.get("/health/live").statusCode());
            assertEquals(200, tickwire.get("/health/ready").statusCode());
            String metrics = tickwire.get("/metrics").body();
            for (String name : new String[] {
                "tickwire_ticks_total{result=\"accepted\",symbol=\"EURUSD\"",
                "tickwire_sessions{instance=\"edge1\",profile=\"bridge\"",
                "tickwire_messages_total{outcome=\"ok\",profile=\"bridge\",type=\"trading_signal\"} 1",
                "tickwire_signals_total{code=\"none\",outcome=\"success\"} 1",
                "tickwire_stage_seconds_bucket{stage=\"signal_total\"",
                "tickwire_stage_seconds_bucket{stage=\"tick_received_to_published\"",
                "tickwire_eventloop_lag_seconds_bucket",
                "jvm_memory_used_bytes"
            }) {
                assertTrue(metrics.contains(name), name);
            }
            assertTrue(
                    tickwire.get("/api/v1/verticles").body().contains("\"SignalExecutor sim\",\"state\":\"running\""));
            assertEquals(404, tickwire.get("/no/such/page").statusCode());
            assertFalse(tickwire.log().contains("ERROR"), tickwire.log());
        }
    }
}
