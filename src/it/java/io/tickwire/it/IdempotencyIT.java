package io.tickwire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Clients that repeat themselves get one order and one answer, also from a process that was killed meanwhile. */
final class IdempotencyIT {
    private static final int IDS = 100;
    private static final int CLIENTS = 50;
    private static final int REPEATS = 2;
    private static final int THREADS = 8;
    private static final Duration SOON = Duration.ofSeconds(30);
    /** Slow enough that an order is still under way when its twins arrive. */
    private static final String SLOW =
            ",\"faults\":{\"latencyMin\":\"5ms\",\"latencyMedian\":\"20ms\",\"latencyMax\":\"100ms\"}";

    private final NodeFolder folder = new NodeFolder();
    private final List<UUID> ids =
            new Random(7).longs(IDS).mapToObj(bits -> new UUID(bits, bits * 31)).toList();
    /** The answers to each id, without what may differ: the time, and whether it was the first. */
    private final Map<String, Set<JsonNode>> answers = new ConcurrentHashMap<>();

    private final Map<String, AtomicInteger> firsts = new ConcurrentHashMap<>();
    private final AtomicInteger answered = new AtomicInteger();

    @Test
    void tenThousandSubmissionsOfAHundredSignalsAreAHundredOrders() throws Exception {
        String config = folder.config(SLOW, "");
        try (TickwireProcess tickwire = TickwireProcess.start(config)) {
            awaitPrice(tickwire);
            submitFromAll(tickwire);
            assertOneAnswerEach();
            assertEquals(
                    IDS, firsts.values().stream().mapToInt(AtomicInteger::get).sum(), "one answer is the first");
            assertOneDealEach();
            tickwire.kill();
            tickwire.awaitExit(SOON);
        }
        try (TickwireProcess again = TickwireProcess.start(config)) {
            try (WsClient client = client(again)) {
                answered.set(0);
                ids.forEach(id -> client.say("trading_signal", signal(id)));
                Awaitility.await().atMost(SOON).until(() -> answered.get() == IDS);
            }
            assertOneAnswerEach();
            assertEquals(
                    IDS,
                    firsts.values().stream().mapToInt(AtomicInteger::get).sum(),
                    "after the restart all are duplicates");
            assertOneDealEach();
        }
    }

    private void submitFromAll(TickwireProcess tickwire) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        List<WsClient> clients = new ArrayList<>();
        try {
            List<Future<?>> work = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                WsClient client = client(tickwire);
                clients.add(client);
                List<UUID> mine = new ArrayList<>();
                for (int repeat = 0; repeat < REPEATS; repeat++) {
                    mine.addAll(ids);
                }
                Collections.shuffle(mine, new Random(i));
                work.add(threads.submit(() -> mine.forEach(id -> client.say("trading_signal", signal(id)))));
            }
            for (Future<?> sent : work) {
                sent.get();
            }
            Awaitility.await().atMost(SOON).until(() -> answered.get() == CLIENTS * IDS * REPEATS);
        } finally {
            threads.shutdownNow();
            clients.forEach(WsClient::close);
        }
    }

    private WsClient client(TickwireProcess tickwire) {
        return WsClient.tapping(tickwire.bridgeUrl(), this::take);
    }

    private void take(String text) {
        if (!text.startsWith("{\"type\":\"trading_signal_executed\"")) {
            return;
        }
        ObjectNode answer = (ObjectNode) NodeFolder.json(text);
        String id = answer.path("signal_id").asText();
        answer.remove("timestamp");
        if (answer.path("result") instanceof ObjectNode result) {
            if (!result.remove("duplicate").booleanValue()) {
                firsts.computeIfAbsent(id, key -> new AtomicInteger()).incrementAndGet();
            }
        }
        answers.computeIfAbsent(id, key -> ConcurrentHashMap.newKeySet()).add(answer);
        answered.incrementAndGet();
    }

    private void assertOneAnswerEach() {
        assertEquals(IDS, answers.size());
        answers.forEach((id, told) -> {
            assertEquals(1, told.size(), () -> "different answers to " + id + ": " + told);
            assertEquals("success", told.iterator().next().path("status").asText(), told::toString);
        });
    }

    private void assertOneDealEach() {
        List<String> deals = folder.deals();
        assertEquals(IDS, deals.size());
        assertEquals(IDS, new HashSet<>(deals).size());
    }

    private static String signal(UUID id) {
        return "{\"signal_id\":\"" + id + "\",\"symbol\":\"EURUSD\",\"action\":\"BUY\",\"volume\":0.01}";
    }

    private static void awaitPrice(TickwireProcess tickwire) {
        try (WsClient client = WsClient.bridge(tickwire)) {
            client.send("{\"type\":\"subscribe\",\"symbols\":[\"EURUSD\"]}");
            client.await("tick");
        }
    }
}
