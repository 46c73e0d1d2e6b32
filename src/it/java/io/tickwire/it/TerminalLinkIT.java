package io.tickwire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
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

    private static TickwireProcess bridge(int port) {
        return TickwireProcess.start("{\"http\":{\"port\":" + port + "},\"ticks\":{\"port\":0},"
                + "\"terminals\":[{\"id\":\"mt5\",\"type\":\"link\",\"link\":{\"login\":10001}}]}");
    }

    private static TickwireProcess terminal(int port) {
        try {
            Path file = Files.createTempFile(TickwireProcess.basedir().resolve("target"), "terminal", ".json");
            Files.writeString(file, "{\"url\":\"ws://127.0.0.1:" + port + "/terminal/ws\",\"maxBackoff\":\"1s\"}");
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
