package io.tickwire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A client that subscribes and then never reads. */
final class SlowConsumerIT {
    private static final int TICKS = 40_000;

    @Test
    void costsTheOthersNothingAndIsClosedWith4001() throws IOException {
        String config = Samples.roomy("").replace("\"limits\":{", "\"limits\":{\"slowConsumerGrace\":\"1s\",");
        try (TickwireProcess tickwire = TickwireProcess.start(config);
                WsClient feed = WsClient.bridge(tickwire)) {
            tick(feed, 1);
            feed.await("tick_data_processed");
            AtomicInteger others = new AtomicInteger();
            try (RawClient stalled = new RawClient(tickwire.ticksUrl());
                    WsClient reader = WsClient.tapping(tickwire.ticksUrl(), text -> {
                        if (text.startsWith("{\"type\":\"tick\"")) {
                            others.incrementAndGet();
                        }
                    })) {
                stalled.text("{\"type\":\"subscribe\",\"symbols\":[\"SLOW1\"]}");
                reader.send("{\"type\":\"subscribe\",\"symbols\":[\"SLOW1\"]}");
                Awaitility.await().until(() -> others.get() == 1);
                for (int i = 2; i <= TICKS; i++) {
                    tick(feed, i);
                    if (i % 500 == 0) {
                        int expected = i - 500;
                        Awaitility.await().until(() -> others.get() >= expected);
                    }
                }
                Awaitility.await().until(() -> others.get() == TICKS);
                Awaitility.await().atMost(Duration.ofSeconds(15)).until(() -> tickwire.get("/metrics")
                        .body()
                        .contains("tickwire_sessions_closed_total{code=\"4001\",profile=\"ticks\"} 1"));
                assertTrue(tickwire.get("/metrics").body().contains("tickwire_ticks_conflated_total"));
                JsonNode beat = feed.ask("heartbeat", Samples.HEARTBEAT, "heartbeat_response");
                assertEquals("healthy", beat.path("status").asText());
            }
            assertFalse(tickwire.log().contains("ERROR"), tickwire.log());
        }
    }

    private static void tick(WsClient feed, int number) {
        feed.say(
                "tick_data",
                "{\"symbol\":\"SLOW1\",\"bid\":" + number + ",\"ask\":1000000,\"time\":\"" + Instant.now() + "\"}");
    }
}
