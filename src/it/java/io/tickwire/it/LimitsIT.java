package io.tickwire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The limits of the specification on the default configuration, each reported with its numbers. */
final class LimitsIT {

    @Test
    void refusesThe101stMessageWithinASecondAndServesTheRest() {
        try (TickwireProcess tickwire = TickwireProcess.startDefault();
                WsClient client = WsClient.bridge(tickwire)) {
            for (int i = 0; i < 101; i++) {
                client.send("{\"type\":\"ping\"}");
            }
            JsonNode refused = client.await("error");
            assertEquals("RATE_LIMITED", refused.path("error_code").asText());
            assertEquals(
                    "{\"limit\":100,\"window\":\"1 second\",\"retry_after\":1}",
                    refused.path("details").toString());
        }
    }

    @Test
    void refusesThe11thOrderWithinAMinuteButStillCloses() {
        try (TickwireProcess tickwire = TickwireProcess.startDefault();
                WsClient client = WsClient.bridge(tickwire)) {
            String order = "{\"symbol\":\"EURUSD\",\"action\":\"BUY\",\"volume\":0.01}";
            for (int i = 0; i < 10; i++) {
                assertEquals("success", ask(client, order).path("status").asText());
            }
            JsonNode refused = ask(client, order);
            assertEquals("error", refused.path("status").asText());
            assertEquals(
                    "RATE_LIMITED", refused.path("details").path("error_code").asText());
            assertEquals(10, refused.path("details").path("limit").asInt());
            assertEquals("60 seconds", refused.path("details").path("window").asText());
            assertTrue(refused.path("details").path("retry_after").asInt() > 0);
            assertEquals(
                    "success",
                    ask(client, "{\"symbol\":\"EURUSD\",\"action\":\"CLOSE\"}")
                            .path("status")
                            .asText());
        }
    }

    @Test
    void aNewConnectionBringsNoNewPermitsAndTheLimitsPageSaysWhatIsLeft() throws IOException {
        try (TickwireProcess tickwire = TickwireProcess.startDefault()) {
            try (WsClient client = WsClient.bridge(tickwire)) {
                for (int i = 0; i < 10; i++) {
                    assertEquals(
                            "success",
                            ask(client, "{\"symbol\":\"EURUSD\",\"action\":\"BUY\",\"volume\":0.01}")
                                    .path("status")
                                    .asText());
                }
            }
            try (WsClient again = WsClient.bridge(tickwire)) {
                JsonNode refused = ask(again, "{\"symbol\":\"EURUSD\",\"action\":\"BUY\",\"volume\":0.01}");
                assertEquals(
                        "RATE_LIMITED",
                        refused.path("details").path("error_code").asText());
                ask(again, "{\"symbol\":\"EURUSD\",\"action\":\"CLOSE\"}");
                JsonNode page = new ObjectMapper()
                        .readTree(tickwire.get("/api/v1/limits").body());
                assertEquals(
                        "{\"identity\":\"127.0.0.1\",\"address\":\"127.0.0.1\",\"bridge_connections\":1,"
                                + "\"orders_left\":0,\"closes_left\":59}",
                        page.path("you").toString());
                assertEquals(1, page.path("open").path("bridge").asInt());
                assertEquals(10, page.path("limits").path("orders_per_minute").asInt());
                assertEquals(60_000, page.path("limits").path("idle_ms").asInt());
            }
        }
    }

    @Test
    void repeatingAKnownSignalCostsNoPermitAndMakesNoSecondOrder() {
        try (TickwireProcess tickwire = TickwireProcess.startDefault();
                WsClient one = WsClient.bridge(tickwire);
                WsClient other = WsClient.bridge(tickwire)) {
            String order = "{\"signal_id\":\"3f2504e0-4f89-41d3-9a0c-0305e82c3301\",\"symbol\":\"EURUSD\","
                    + "\"action\":\"BUY\",\"volume\":0.01}";
            String first = ask(one, order).path("result").path("order_id").asText();
            for (int i = 0; i < 30; i++) {
                JsonNode again = ask(i % 2 == 0 ? one : other, order);
                assertEquals(first, again.path("result").path("order_id").asText());
                assertTrue(again.path("result").path("duplicate").asBoolean());
            }
            JsonNode conflict = ask(other, order.replace("0.01}", "0.02}"));
            assertEquals(
                    "SIGNAL_CONFLICT",
                    conflict.path("details").path("error_code").asText());
        }
    }

    @Test
    void turnsTheSixthConnectionOfAnAddressAwayAndTakesItWhenThereIsRoom() {
        try (TickwireProcess tickwire = TickwireProcess.startDefault()) {
            List<WsClient> clients = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                clients.add(WsClient.bridge(tickwire));
            }
            try (WsClient sixth = WsClient.connect(tickwire.bridgeUrl())) {
                assertEquals(
                        "MAX_CONNECTIONS",
                        sixth.await("error").path("error_code").asText());
                assertEquals(1013, sixth.awaitClose());
            }
            clients.remove(0).close();
            Awaitility.await().until(() -> {
                try (WsClient again = WsClient.connect(tickwire.bridgeUrl())) {
                    return again.await(m -> true, "first message")
                            .path("type")
                            .asText()
                            .equals("connection_established");
                }
            });
            clients.forEach(WsClient::close);
        }
    }

    @Test
    void turnsTickClientsAwayWithTheTextTheyKnow() {
        String config =
                "{\"http\":{\"port\":0},\"ticks\":{\"port\":0},\"inference\":{\"port\":0},\"limits\":{\"maxTickClients\":1}}";
        try (TickwireProcess tickwire = TickwireProcess.start(config);
                WsClient first = WsClient.connect(tickwire.ticksUrl())) {
            first.send("{\"type\":\"ping\"}").await("pong");
            try (WsClient second = WsClient.connect(tickwire.ticksUrl())) {
                assertEquals(
                        "Max clients reached",
                        second.await("error").path("message").asText());
                assertEquals(1013, second.awaitClose());
            }
        }
    }

    @Test
    void refusesSymbolsOverTheCapByNameAndKeepsTheOthers() {
        String config =
                "{\"http\":{\"port\":0},\"ticks\":{\"port\":0},\"inference\":{\"port\":0},\"limits\":{\"maxSymbolsPerClient\":2}}";
        try (TickwireProcess tickwire = TickwireProcess.start(config);
                WsClient client = WsClient.connect(tickwire.ticksUrl())) {
            client.send("{\"type\":\"subscribe\",\"symbols\":[\"EURUSD\",\"NOPE\",\"GBPUSD\",\"USDJPY\"]}");
            JsonNode answer = client.await("subscribed");
            assertEquals("[\"EURUSD\",\"GBPUSD\"]", answer.path("symbols").toString());
            assertEquals(2, answer.path("total_subscribed").asInt());
            assertEquals(
                    "[{\"symbol\":\"NOPE\",\"reason\":\"INVALID_SYMBOL\"},"
                            + "{\"symbol\":\"USDJPY\",\"reason\":\"TOO_MANY_SYMBOLS: limit 2\"}]",
                    answer.path("rejected").toString());
        }
    }

    @Test
    void closesWhoIsSilentWith4000AndKeepsWhoSendsHeartbeats() {
        String config = "{\"http\":{\"port\":0},\"ticks\":{\"port\":0},\"inference\":{\"port\":0},"
                + "\"limits\":{\"idleTimeout\":\"2s\",\"heartbeat\":\"500ms\"}}";
        try (TickwireProcess tickwire = TickwireProcess.start(config);
                WsClient silent = WsClient.bridge(tickwire);
                WsClient ticks = WsClient.connect(tickwire.ticksUrl())) {
            assertEquals(4000, silent.awaitClose());
            // The JDK's client answers pings by itself, and on the tick stream a pong is a sign of life.
            for (int i = 0; i < 3; i++) {
                assertEquals(1, ticks.await("heartbeat").path("clients").asInt());
            }
            ticks.send("{\"type\":\"ping\"}").await("pong");
        }
    }

    @Test
    void closesContinuousAbuseWith4500() {
        String config = "{\"http\":{\"port\":0},\"ticks\":{\"port\":0},\"inference\":{\"port\":0},"
                + "\"limits\":{\"messagesPerSecond\":5,\"abuseGrace\":\"1s\"}}";
        try (TickwireProcess tickwire = TickwireProcess.start(config);
                WsClient client = WsClient.bridge(tickwire)) {
            Awaitility.await().pollInterval(Duration.ofMillis(20)).until(() -> {
                try {
                    client.send("{\"type\":\"ping\"}");
                    return false;
                } catch (RuntimeException closed) {
                    return true;
                }
            });
            assertEquals(4500, client.awaitClose());
        }
    }

    @Test
    void refusesAMessageOverTheSizeLimitWith1009() {
        try (TickwireProcess tickwire = TickwireProcess.startDefault();
                WsClient whole = WsClient.bridge(tickwire);
                WsClient fragmented = WsClient.bridge(tickwire)) {
            whole.send("{\"type\":\"ping\",\"x\":\"" + "x".repeat(70_000) + "\"}");
            assertEquals(1009, whole.awaitClose());
            for (int i = 0; i < 8; i++) {
                fragmented.raw().sendText("x".repeat(10_000), i == 7).join();
            }
            assertEquals(
                    "MESSAGE_TOO_LARGE",
                    fragmented.await("error").path("error_code").asText());
            assertEquals(1009, fragmented.awaitClose());
        }
    }

    private static JsonNode ask(WsClient client, String signal) {
        return client.ask("trading_signal", signal, "trading_signal_executed");
    }
}
