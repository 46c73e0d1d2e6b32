package io.tickwire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The tick stream profile on the real jar, fed by a client so that the test knows every tick. */
final class TickStreamIT {
    private static TickwireProcess tickwire;

    @BeforeAll
    static void start() {
        tickwire = TickwireProcess.start(Samples.roomy(",\"market\":{\"tickHistory\":200}"));
    }

    @AfterAll
    static void stop() {
        String log = tickwire.log();
        tickwire.close();
        assertFalse(log.contains("ERROR"), log);
    }

    @Test
    void sendsTheLastTickRightAfterSubscribedOnBothPorts() {
        for (String url : List.of(tickwire.ticksUrl(), tickwire.httpUrl().replace("http", "ws") + "/ticks")) {
            try (WsClient client = WsClient.connect(url)) {
                client.send("{\"type\":\"SUBSCRIBE\",\"symbols\":[\"EURUSD\",\"EURUSD\"]}");
                JsonNode first = client.await(message -> true, "first message");
                assertEquals(
                        "{\"type\":\"subscribed\",\"symbols\":[\"EURUSD\"],\"total_subscribed\":1}", first.toString());
                JsonNode tick = client.await(message -> true, "second message");
                assertEquals("tick", tick.path("type").asText());
                assertTrue(tick.path("data").path("snapshot").asBoolean());
                JsonNode next = client.await("tick");
                assertFalse(next.path("data").has("snapshot"));
                assertTrue(next.path("data").path("seq").asLong()
                        > tick.path("data").path("seq").asLong());
            }
        }
    }

    @Test
    void answersTheOtherRequests() {
        try (WsClient client = WsClient.connect(tickwire.ticksUrl())) {
            client.send("{\"type\":\"get_symbols\",\"offset\":1,\"limit\":2}");
            JsonNode page = client.await("symbols");
            assertEquals("[\"GBPUSD\",\"USDJPY\"]", page.path("symbols").toString());
            assertTrue(page.path("total").asInt() >= 5);
            client.send("{\"type\":\"ping\"}");
            assertTrue(client.await("pong").path("timestamp").asText().endsWith("Z"));
            client.send("{\"type\":\"subscribe\"}");
            assertEquals(
                    "No symbols provided", client.await("error").path("message").asText());
            client.send("{\"type\":\"foo\"}");
            assertEquals(
                    "Unknown message type: foo",
                    client.await("error").path("message").asText());
            client.send("nonsense");
            assertEquals("Invalid JSON", client.await("error").path("message").asText());
        }
    }

    @Test
    void sendsNothingMoreAfterUnsubscribed() {
        try (WsClient feed = WsClient.bridge(tickwire);
                WsClient client = WsClient.connect(tickwire.ticksUrl())) {
            tick(feed, "UNSUB1", 1);
            subscribe(client, "{\"type\":\"subscribe\",\"symbols\":[\"UNSUB1\"]}");
            client.send("{\"type\":\"unsubscribe\",\"symbols\":[\"UNSUB1\",\"NEVER\"]}");
            assertEquals(
                    "{\"type\":\"unsubscribed\",\"symbols\":[\"UNSUB1\"],\"total_subscribed\":0}",
                    client.await("unsubscribed").toString());
            int waiting = client.waiting();
            for (int i = 2; i < 50; i++) {
                tick(feed, "UNSUB1", i);
            }
            client.send("{\"type\":\"ping\"}")
                    .await(
                            message -> {
                                assertEquals("pong", message.path("type").asText());
                                return true;
                            },
                            "pong");
            assertEquals(0, waiting);
        }
    }

    @Test
    void resumesAfterALostConnectionWithoutAHoleOrADoubledTick() {
        try (WsClient feed = WsClient.bridge(tickwire)) {
            tick(feed, "RESUME1", 1);
            JsonNode place;
            try (WsClient first = WsClient.connect(tickwire.ticksUrl())) {
                JsonNode subscribed = subscribe(
                        first, "{\"type\":\"subscribe\",\"symbols\":[\"RESUME1\"],\"since\":{\"epoch\":0,\"seq\":0}}");
                assertFalse(subscribed.path("recovered").asBoolean());
                place = subscribed.path("epoch");
                tick(feed, "RESUME1", 2);
                assertEquals(1, first.await("tick").path("data").path("bid").asDouble());
                JsonNode last = first.await("tick").path("data");
                assertEquals(2, last.path("bid").asDouble());
                for (int i = 3; i <= 20; i++) {
                    tick(feed, "RESUME1", i);
                }
                try (WsClient second = WsClient.connect(tickwire.ticksUrl())) {
                    JsonNode again = subscribe(
                            second,
                            "{\"type\":\"subscribe\",\"symbols\":[\"RESUME1\"],\"since\":{\"epoch\":" + place
                                    + ",\"seq\":" + last.path("seq") + "}}");
                    assertTrue(again.path("recovered").asBoolean());
                    tick(feed, "RESUME1", 21);
                    List<Double> bids = new ArrayList<>();
                    for (int i = 3; i <= 21; i++) {
                        bids.add(second.await("tick").path("data").path("bid").asDouble());
                    }
                    for (int i = 3; i <= 21; i++) {
                        assertEquals(i, bids.get(i - 3));
                    }
                }
            }
        }
    }

    @Test
    void joinsTicksOfClientsThatAskedForBatchesOnly() {
        try (WsClient feed = WsClient.bridge(tickwire);
                WsClient batching = WsClient.connect(tickwire.ticksUrl());
                WsClient plain = WsClient.connect(tickwire.ticksUrl())) {
            tick(feed, "BATCH1", 1);
            subscribe(batching, "{\"type\":\"subscribe\",\"symbols\":[\"BATCH1\"],\"batch\":true}");
            subscribe(plain, "{\"type\":\"subscribe\",\"symbols\":[\"BATCH1\"]}");
            for (int i = 2; i <= 200; i++) {
                send(feed, "BATCH1", i);
            }
            assertEquals(bids(plain, 200), bids(batching, 200));
        }
    }

    @Test
    void conflatesToTheNewestValueAtTheRateAskedFor() {
        try (WsClient feed = WsClient.bridge(tickwire);
                WsClient slow = WsClient.connect(tickwire.ticksUrl())) {
            tick(feed, "RATE1", 1);
            subscribe(slow, "{\"type\":\"subscribe\",\"symbols\":[\"RATE1\"],\"max_rate\":5}");
            for (int i = 2; i <= 300; i++) {
                tick(feed, "RATE1", i);
            }
            List<Double> seen = new ArrayList<>();
            double bid;
            do {
                bid = slow.await("tick").path("data").path("bid").asDouble();
                seen.add(bid);
            } while (bid < 300);
            assertTrue(seen.size() < 60, "conflated: " + seen.size());
            assertEquals(seen.stream().sorted().toList(), seen);
        }
    }

    private static List<Double> bids(WsClient client, int count) {
        List<Double> bids = new ArrayList<>();
        while (bids.size() < count) {
            JsonNode message = client.await(m -> m.path("type").asText().startsWith("tick"), "ticks");
            JsonNode data = message.path("data");
            if (data.isArray()) {
                data.forEach(tick -> bids.add(tick.path("bid").asDouble()));
            } else {
                bids.add(data.path("bid").asDouble());
            }
        }
        return bids;
    }

    private static JsonNode subscribe(WsClient client, String request) {
        return client.send(request).await("subscribed");
    }

    private static void tick(WsClient feed, String symbol, double bid) {
        send(feed, symbol, bid);
        feed.await("tick_data_processed");
    }

    private static void send(WsClient feed, String symbol, double bid) {
        feed.say(
                "tick_data",
                "{\"symbol\":\"" + symbol + "\",\"bid\":" + bid + ",\"ask\":1000,\"time\":\"" + Instant.now() + "\"}");
    }
}
