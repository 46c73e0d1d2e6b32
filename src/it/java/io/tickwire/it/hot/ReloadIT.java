package io.tickwire.it.hot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tickwire.it.TickwireProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The configuration of a node is changed while it works. */
final class ReloadIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PLAIN =
            "{\"http\":{\"port\":0},\"ticks\":{\"port\":0},\"inference\":{\"enabled\":false},"
                    + "\"mqtt\":{\"enabled\":false},\"zmqExec\":{\"enabled\":false},\"zmqPub\":{\"enabled\":false},"
                    + "\"verticles\":{\"inference\":{\"enabled\":false},\"webSocketEdge\":{\"instances\":1}}}";

    @TempDir
    Path folder;

    @Test
    void whatCanChangeHoldsAtOnceAndTheRestIsNamed() throws IOException {
        Path file = folder.resolve("tickwire.json");
        Files.writeString(file, PLAIN);
        try (TickwireProcess node = TickwireProcess.run("-conf", file.toString())) {
            node.awaitLog("ready in");
            String id = "11111111-2222-3333-4444-555555555555";
            Awaitility.await()
                    .until(() -> buy(node, id, 0.1).path("status").asText().equals("success"));
            JsonNode nothing = reload(node);
            assertEquals("[] []", nothing.path("applied") + " " + nothing.path("needsRestart"));

            Files.writeString(
                    file,
                    PLAIN.replace("\"instances\":1", "\"instances\":2")
                            .replace("\"ticks\":{\"port\":0}", "\"ticks\":{\"port\":0},\"metrics\":{\"open\":true}")
                            .replace(
                                    "{\"http\"",
                                    "{\"risk\":{\"maxLots\":0.05},\"limits\":{\"ordersPerMinute\":7},"
                                            + "\"log\":{\"levels\":{\"io.tickwire.app\":\"DEBUG\"}},\"http\""));
            JsonNode changed = reload(node);
            assertEquals(
                    "[\"limits.ordersPerMinute\",\"log.levels\",\"risk.maxLots\",\"verticles.webSocketEdge.instances\"]",
                    changed.path("applied").toString());
            assertEquals("[\"metrics.open\"]", changed.path("needsRestart").toString());
            assertTrue(
                    changed.path("actions").toString().contains("SignalExecutor sim: redeployed"), changed.toString());
            assertTrue(
                    changed.path("actions").toString().contains("WebSocketEdge: redeployed, scaled to 2"),
                    changed.toString());
            JsonNode limits = json(node.get("/api/v1/limits").body());
            assertEquals("7", limits.at("/limits/orders_per_minute").asText());
            assertEquals("6", limits.at("/you/orders_left").asText(), "the quota forgot an order");
            assertEquals(
                    "RISK_REJECTED",
                    buy(node, "11111111-2222-3333-4444-666666666666", 0.1)
                            .path("code")
                            .asText());
            assertTrue(buy(node, id, 0.1).at("/result/duplicate").asBoolean(), "the executor forgot a signal");
            assertEquals("[]", reload(node).path("applied").toString());

            Files.writeString(file, PLAIN.replace("\"instances\":1", "\"instances\":-1"));
            JsonNode broken = reload(node);
            assertEquals(
                    "VALIDATION_ERROR $.verticles.webSocketEdge.instances",
                    broken.path("code").asText() + " "
                            + broken.at("/details/field").asText());
            assertEquals(
                    "7",
                    json(node.get("/api/v1/limits").body())
                            .at("/limits/orders_per_minute")
                            .asText());
            hangUp(node, file);
        }
    }

    private static void hangUp(TickwireProcess node, Path file) throws IOException {
        assumeFalse(System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows"), "no SIGHUP");
        Files.writeString(file, PLAIN.replace("{\"http\"", "{\"limits\":{\"ordersPerMinute\":9},\"http\""));
        new ProcessBuilder("kill", "-HUP", Long.toString(node.pid())).start();
        node.awaitLog("applied [limits.ordersPerMinute");
        assertTrue(node.isAlive());
        assertFalse(node.log().contains("Exception"), node.log());
    }

    private static JsonNode buy(TickwireProcess node, String id, double lots) {
        return json(node.send(
                        "POST",
                        "/api/v1/signals",
                        "{\"signal_id\":\"" + id + "\",\"symbol\":\"EURUSD\",\"action\":\"BUY\",\"volume\":" + lots
                                + "}")
                .body());
    }

    private static JsonNode reload(TickwireProcess node) {
        return json(node.send("POST", "/api/v1/config/reload", "").body());
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException notJson) {
            throw new AssertionError(text, notJson);
        }
    }
}
