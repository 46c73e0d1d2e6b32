package io.tickwire.it.hot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tickwire.it.TickwireProcess;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every verticle of a node that works is replaced and scaled while it works: what its clients notice. */
final class HotIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TICKS = 120_000;
    private static final int PER_MILLISECOND = 2;
    private static final List<String> EDGES = List.of("WebSocketEdge");

    @TempDir
    Path folder;

    private TickwireProcess node;
    private volatile String told = "";

    @Test
    void replacesAndScalesEachVerticleUnderLoadAndNobodyMissesATickOrAnOrder() throws IOException {
        node = TickwireProcess.start(config());
        try (TickWatcher first = new TickWatcher(node.ticksUrl());
                TickWatcher second = new TickWatcher(node.ticksUrl());
                TickWatcher third = new TickWatcher(node.bridgeUrl().replace("/websocket/ws", "/ticks"));
                MqttWatcher mqtt = new MqttWatcher(node.mqttPort());
                Asker asker = new Asker(node.inferencePort());
                TradeLoop trader = new TradeLoop(node)) {
            List<TickWatcher> watchers = List.of(first, second, third);
            Awaitility.await()
                    .until(() -> trader.orders().size() > 3
                            && asker.answers() > 3
                            && mqtt.log().count() > 100
                            && watchers.stream().allMatch(one -> one.log().count() > 100));
            List<String> names = names();
            for (String name : names) {
                int closed = closes(watchers);
                int gone = mqtt.closes();
                int sent = asker.closes().size();
                int done = trader.orders().size();
                long seen = first.log().count();
                assertEquals(200, command(name, "redeploy", "").statusCode(), name);
                awaitRunning(name);
                Awaitility.await(name)
                        .conditionEvaluationListener(step -> told = trader.orders()
                                        .size() - done + " orders, "
                                + (first.log().count() - seen) + " ticks after it, refusals " + trader.refusals())
                        .until(() ->
                                trader.orders().size() > done && first.log().count() > seen + 50);
                if (!EDGES.contains(name)) {
                    assertEquals(closed, closes(watchers), name + " closed a WebSocket");
                }
                if (!name.equals("MqttEdge")) {
                    assertEquals(gone, mqtt.closes(), name + " closed an MQTT connection");
                }
                if (!name.equals("InferenceSocket")) {
                    assertEquals(sent, asker.closes().size(), name + " closed an inference connection");
                }
                assertEquals(1, entry(name).path("redeploys").asInt(), name);
            }
            for (String name : List.of("WebSocketEdge", "InferenceSocket", "Inference", "MqttEdge")) {
                int closed = closes(watchers);
                scale(name, 3);
                assertEquals(closed, closes(watchers), "more of " + name + " closed a WebSocket");
                scale(name, 1);
            }
            Awaitility.await()
                    .until(() -> asker.answers() > 50
                            && watchers.stream().allMatch(one -> one.log().count() > 5_000));
            trader.close();
            System.out.printf(
                    "hot: %d ticks at each of %d clients, %d orders, %d answers, %d 4002, refusals on the way %s%n",
                    first.log().count(),
                    watchers.size(),
                    trader.orders().size(),
                    asker.answers(),
                    closes(watchers),
                    trader.refusals());
            for (TickWatcher watcher : watchers) {
                assertEquals(List.of(), watcher.log().wrong());
                assertEquals(List.of(), watcher.unrecovered());
                assertTrue(
                        watcher.closes().stream().allMatch(close -> close.startsWith("4002 ")),
                        watcher.closes().toString());
            }
            assertEquals(List.of(), mqtt.log().wrong());
            assertEquals(List.of(), asker.wrong());
            assertTrue(
                    asker.closes().stream().allMatch(code -> code == 4002),
                    asker.closes().toString());
            assertEquals(List.of(), trader.wrong());
            assertEquals(trader.sent(), trader.orders().size() + trader.refused());
            assertTrue(trader.refused() <= 1, trader.refusals().toString());
            assertEquals(trader.orders(), opened());
        } catch (ConditionTimeoutException stuck) {
            throw new AssertionError(told + "\n" + node.log(), stuck);
        } finally {
            node.close();
        }
    }

    private static int closes(List<TickWatcher> watchers) {
        return watchers.stream().mapToInt(one -> one.closes().size()).sum();
    }

    private String config() throws IOException {
        Path file = folder.resolve("EURUSD.csv");
        StringBuilder csv = new StringBuilder("time_msc,bid,ask\n");
        long start = 1_700_000_000_000L;
        for (int i = 0; i < TICKS; i++) {
            csv.append(start + i / PER_MILLISECOND).append(i % 2 == 0 ? ",1.08001,1.08003\n" : ",1.08002,1.08004\n");
        }
        Files.writeString(file, csv);
        return "{\"http\":{\"port\":0},\"ticks\":{\"port\":0},\"inference\":{\"port\":0},\"mqtt\":{\"port\":0},"
                + "\"zmqExec\":{\"port\":0},\"zmqPub\":{\"port\":0},\"verticles\":{\"webSocketEdge\":{\"instances\":2},"
                + "\"inferenceSocket\":{\"instances\":1},\"inference\":{\"instances\":1}},"
                + "\"limits\":{\"ordersPerMinute\":100000,\"messagesPerSecond\":100000,\"requestsPerSecond\":100000},"
                + "\"terminals\":[{\"simulated\":{\"balance\":1000000,\"feed\":{\"type\":\"replay\",\"files\":[\""
                + file
                + "\"],\"format\":\"csv\",\"symbol\":\"EURUSD\",\"loop\":true,\"waitForSubscriber\":true}}}]}";
    }

    private List<String> names() {
        List<String> names = new ArrayList<>();
        list().forEach(one -> names.add(one.path("name").asText()));
        return names;
    }

    private JsonNode list() {
        return json(node.get("/api/v1/verticles").body()).path("verticles");
    }

    private JsonNode entry(String name) {
        for (JsonNode one : list()) {
            if (one.path("name").asText().equals(name)) {
                return one;
            }
        }
        throw new AssertionError("no " + name);
    }

    private HttpResponse<String> command(String name, String what, String body) {
        return node.send("POST", "/api/v1/verticles/" + name.replace(" ", "%20") + "/" + what, body);
    }

    private void scale(String name, int instances) {
        assertEquals(
                200, command(name, "scale", "{\"instances\":" + instances + "}").statusCode(), name);
        awaitRunning(name);
        assertEquals(instances, entry(name).path("instances").asInt());
    }

    private void awaitRunning(String name) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> entry(name).path("state").asText().equals("running"));
    }

    /** Orders that opened something, as the terminal tells it. */
    private Set<String> opened() {
        Set<String> orders = new HashSet<>();
        String cursor = "";
        do {
            JsonNode page = json(node.get("/api/v1/deals?limit=500" + (cursor.isEmpty() ? "" : "&cursor=" + cursor))
                    .body());
            for (JsonNode deal : page.path("deals")) {
                if (deal.path("entry").asText().equals("in")) {
                    assertTrue(orders.add(deal.path("order").asText()), "an order was done twice: " + deal);
                }
            }
            cursor = page.path("next_cursor").asText("");
        } while (!cursor.isEmpty());
        return orders;
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException notJson) {
            throw new AssertionError(text, notJson);
        }
    }
}
