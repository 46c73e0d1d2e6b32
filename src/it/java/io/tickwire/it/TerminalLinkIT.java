package io.tickwire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The jar as bridge and as terminal: two processes that lose each other and meet again. */
final class TerminalLinkIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    void streamsTradesAndSurvivesTheDeathOfEitherSide() {
        int port = freePort();
        TickwireProcess bridge = bridge(port);
        try (TickwireProcess terminal = terminal(port)) {
            terminal.awaitLog("welcomed by the bridge");
            JsonNode bought = buy(bridge);
            assertEquals("success", bought.path("status").asText(), bought.toString());

            bridge.kill();
            bridge.awaitExit(SOON);
            terminal.awaitLog("connection lost");
            bridge.close();
            bridge = bridge(port);
            awaitReady(bridge, 200);
            awaitPosition(bridge, bought.path("result").path("position_id").asText());

            terminal.kill();
            awaitReady(bridge, 503);
            assertTrue(bridge.get("/health/ready").body().contains("reconnecting"));
            try (TickwireProcess again = terminal(port)) {
                awaitReady(bridge, 200);
                assertEquals("success", buy(bridge).path("status").asText());
                again.terminate();
                assertEquals(0, again.awaitExit(SOON));
                assertTrue(again.log().contains("stopped"), again.log());
            }
        } finally {
            bridge.close();
        }
    }

    @Test
    void theTerminalSaysWhatIsWrongWithItsConfiguration() throws IOException {
        Path file = Files.createTempFile("terminal", ".json");
        Files.writeString(file, "{\"ulr\":\"x\",\"simulated\":{\"login\":\"me\"}}");
        try (TickwireProcess terminal = TickwireProcess.run("terminal", "-conf", file.toString())) {
            assertEquals(2, terminal.awaitExit(SOON));
            assertTrue(terminal.log().contains("$.ulr: unknown key -> did you mean 'url'?"), terminal.log());
            assertTrue(terminal.log().contains("$.simulated.login"), terminal.log());
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void aTerminalWithRealMoneyIsRefusedAndToldSo() {
        int port = freePort();
        try (TickwireProcess bridge = bridge(port)) {
            try (TickwireProcess terminal = terminal(port, "\"tradeMode\":\"real\"")) {
                terminal.awaitLog(
                        "account 10001 has real money: to allow it set auth.enabled, and live in its link, to true");
                terminal.awaitLog("connection lost (1008");
                bridge.awaitLog("terminal mt5: connection refused: account 10001 has real money");
                assertEquals(503, bridge.get("/health/ready").statusCode());
                assertFalse(terminal.log().contains("welcomed"), terminal.log());
            }
            try (TickwireProcess demo = terminal(port)) {
                awaitReady(bridge, 200);
                try (TickwireProcess real = terminal(port, "\"tradeMode\":\"real\"")) {
                    real.awaitLog("connection lost (1008");
                    assertEquals("success", buy(bridge).path("status").asText(), "the demo stays");
                }
                demo.terminate();
            }
        }
    }

    @Test
    void aBridgeThatSaysLiveDoesNotStart() {
        try (TickwireProcess bridge =
                TickwireProcess.launch("{\"http\":{\"port\":0},\"ticks\":{\"port\":0},\"inference\":{\"port\":0},"
                        + "\"terminals\":[{\"type\":\"link\",\"link\":{\"login\":10001,\"live\":true}}]}")) {
            assertEquals(2, bridge.awaitExit(SOON));
            assertTrue(bridge.log().contains("$.terminals[0].link.live: real money"), bridge.log());
            assertTrue(bridge.log().contains("authentication is off"), bridge.log());
        }
    }

    @Test
    void aReplyThatComesTwiceIsCountedAndDoesNothing() {
        int port = freePort();
        try (TickwireProcess bridge = bridge(port);
                TickwireProcess terminal = terminal(port, faults("\"duplicateReplyRate\":1"))) {
            String id = buy(bridge).path("result").path("position_id").asText();
            Awaitility.await().atMost(SOON).until(() -> bridge.get("/metrics")
                    .body()
                    .contains("tickwire_refused_total{reason=\"nobody_waits\",what=\"link_reply\"} 1.0"));
            assertEquals(1, positions(bridge, id));
            assertTrue(terminal.isAlive());
        }
    }

    @Test
    void anOrderWhoseReplyIsLostIsUnknownDoneOnceAndThenProven() {
        int port = freePort();
        String quick = ",\"execution\":{\"orderTimeout\":\"500ms\"}";
        try (TickwireProcess bridge = bridge(port, quick);
                TickwireProcess terminal = terminal(port, faults("\"lostReplyRate\":1"))) {
            awaitReady(bridge, 200);
            try (WsClient client = WsClient.bridge(bridge)) {
                client.send("{\"type\":\"subscribe\",\"symbols\":[\"EURUSD\"]}");
                client.await("tick");
                JsonNode first = client.ask("trading_signal", Samples.BUY_EURUSD, "trading_signal_executed");
                assertEquals("unknown", first.path("status").asText(), first.toString());
                JsonNode later = client.await("trading_signal_executed");
                assertEquals("success", later.path("status").asText(), later.toString());
                assertEquals(
                        1,
                        positions(
                                bridge, later.path("result").path("position_id").asText()));
            }
            assertTrue(terminal.isAlive());
        }
    }

    @Test
    void theDoctorNoticesATerminalWhoseClockIsWrong() {
        int port = freePort();
        try (TickwireProcess bridge = bridge(port);
                TickwireProcess terminal = terminal(port, faults("\"clockOffsetMs\":-20000"))) {
            buy(bridge);
            String report = bridge.get("/api/v1/doctor").body();
            assertTrue(
                    report.matches("(?s).*\"clock mt5\",\"state\":\"warn\",\"evidence\":\"its time is .*behind.*"),
                    report);
            assertTrue(terminal.isAlive());
        }
    }

    private static String faults(String faults) {
        return "\"simulated\":{\"faults\":{" + faults + "}}";
    }

    private static TickwireProcess bridge(int port) {
        return bridge(port, "");
    }

    private static TickwireProcess bridge(int port, String more) {
        return TickwireProcess.start(
                "{\"http\":{\"port\":" + port + "},\"ticks\":{\"port\":0},\"inference\":{\"port\":0},"
                        + "\"terminals\":[{\"id\":\"mt5\",\"type\":\"link\",\"link\":{\"login\":10001}}]" + more + "}");
    }

    private static TickwireProcess terminal(int port) {
        return terminal(port, "\"maxBackoff\":\"1s\"");
    }

    private static TickwireProcess terminal(int port, String setting) {
        try {
            Path file = Files.createTempFile(TickwireProcess.basedir().resolve("target"), "terminal", ".json");
            Files.writeString(file, "{\"url\":\"ws://127.0.0.1:" + port + "/terminal/ws\"," + setting + "}");
            return TickwireProcess.run("terminal", "-conf", file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for a tick of EURUSD and buys. */
    private static JsonNode buy(TickwireProcess bridge) {
        awaitReady(bridge, 200);
        try (WsClient client = WsClient.bridge(bridge)) {
            client.send("{\"type\":\"subscribe\",\"symbols\":[\"EURUSD\"]}");
            client.await("tick");
            return client.ask("trading_signal", Samples.BUY_EURUSD, "trading_signal_executed");
        }
    }

    /** How many positions the bridge shows; the one with this id is among them. */
    private static int positions(TickwireProcess bridge, String id) {
        try (WsClient client = WsClient.bridge(bridge)) {
            client.send("{\"type\":\"subscribe\",\"channels\":[\"positions\"]}");
            JsonNode shown = client.await(
                    message -> "positions".equals(message.path("type").asText())
                            && message.toString().contains(id),
                    "position " + id);
            return shown.path("data").path("positions").size();
        }
    }

    private static void awaitPosition(TickwireProcess bridge, String id) {
        try (WsClient client = WsClient.bridge(bridge)) {
            client.send("{\"type\":\"subscribe\",\"channels\":[\"positions\"]}");
            client.await(
                    message -> "positions".equals(message.path("type").asText())
                            && message.toString().contains(id),
                    "position " + id);
        }
    }

    private static void awaitReady(TickwireProcess bridge, int status) {
        Awaitility.await().atMost(SOON).until(() -> bridge.get("/health/ready").statusCode() == status);
    }

    private static int freePort() {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
