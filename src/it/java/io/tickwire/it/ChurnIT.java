package io.tickwire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Clients that come, watch in every way there is, and vanish without a word while ticks flow. */
final class ChurnIT {
    private static final int CLIENTS = 300;
    private static final List<String> WISHES = List.of(
            "{\"type\":\"subscribe\",\"symbols\":[\"*\"]}",
            "{\"type\":\"subscribe\",\"symbols\":[\"*\"],\"batch\":true}",
            "{\"type\":\"subscribe\",\"symbols\":[\"*\"],\"max_rate\":20}",
            "{\"type\":\"subscribe\",\"symbols\":[\"*\"],\"batch\":true,\"max_rate\":20}");

    @Test
    void leavesNothingBehind() {
        try (TickwireProcess tickwire = TickwireProcess.start(Samples.roomy(""));
                WsClient feed = WsClient.bridge(tickwire)) {
            for (int i = 0; i < CLIENTS; i++) {
                WsClient client = WsClient.connect(i % 2 == 0 ? tickwire.ticksUrl() : tickwire.bridgeUrl());
                client.send(WISHES.get(i / 2 % WISHES.size()));
                if (i % 3 == 0) {
                    client.await("subscribed");
                }
                for (int tick = 0; tick < 10; tick++) {
                    feed.say(
                            "tick_data",
                            "{\"symbol\":\"CHURN1\",\"bid\":" + (i * 10 + tick + 1) + ",\"ask\":1000000,\"time\":\""
                                    + Instant.now() + "\"}");
                }
                client.raw().abort();
            }
            Awaitility.await().until(() -> open(tickwire, "ticks") == 0 && open(tickwire, "bridge") == 1);
            assertEquals(
                    "healthy",
                    feed.ask("heartbeat", Samples.HEARTBEAT, "heartbeat_response")
                            .path("status")
                            .asText());
            assertFalse(tickwire.log().contains("ERROR"), tickwire.log());
        }
    }

    private static int open(TickwireProcess tickwire, String profile) {
        return tickwire.get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("tickwire_sessions{") && line.contains("\"" + profile + "\""))
                .mapToInt(line -> (int) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
