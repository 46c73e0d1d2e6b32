package io.tickwire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What a hostile or careless client must not be able to do. */
final class AdversaryIT {

    @Test
    void cannotSpeakBeforeTheWelcome() throws IOException {
        try (TickwireProcess tickwire = TickwireProcess.start(Samples.roomy(""))) {
            for (int i = 0; i < 50; i++) {
                try (RawClient client = new RawClient(tickwire.bridgeUrl())) {
                    client.text("{\"type\":\"ping\"}");
                    assertTrue(client.nextText().startsWith("{\"type\":\"connection_established\""));
                    assertTrue(client.nextText().startsWith("{\"type\":\"pong\""));
                }
            }
        }
    }

    @Test
    void cannotTradeOnAConnectionThatWasClosed() throws IOException {
        String config = "{\"http\":{\"port\":0},\"ticks\":{\"port\":0},\"inference\":{\"port\":0},"
                + "\"limits\":{\"idleTimeout\":\"1s\",\"heartbeat\":\"300ms\"}}";
        try (TickwireProcess tickwire = TickwireProcess.start(config);
                RawClient client = new RawClient(tickwire.bridgeUrl())) {
            assertEquals(4000, client.awaitClose());
            client.text("{\"type\":\"trading_signal\",\"timestamp\":\"2026-01-27T10:00:00Z\",\"data\":"
                    + "{\"symbol\":\"EURUSD\",\"action\":\"BUY\",\"volume\":0.01}}");
            try (WsClient other = WsClient.bridge(tickwire)) {
                other.ask(
                        "trading_signal",
                        "{\"symbol\":\"GBPUSD\",\"action\":\"BUY\",\"volume\":0.01}",
                        "trading_signal_executed");
                other.send("{\"type\":\"subscribe\",\"channels\":[\"positions\"]}");
                JsonNode positions = other.await(
                                message ->
                                        message.path("data").path("positions").size() > 0,
                                "a position")
                        .path("data")
                        .path("positions");
                assertEquals(List.of("GBPUSD"), positions.findValuesAsText("symbol"));
            }
        }
    }

    @Test
    void cannotFillTheMemoryByAskingAndNotReading() throws IOException {
        try (TickwireProcess tickwire = TickwireProcess.start(Samples.roomy(""));
                WsClient feed = WsClient.bridge(tickwire)) {
            for (int i = 1; i <= 10_000; i++) {
                tick(feed, "BIG1", i, Instant.now());
                if (i % 1000 == 0) {
                    for (int answers = 0; answers < 1000; answers++) {
                        feed.await("tick_data_processed");
                    }
                }
            }
            List<RawClient> greedy = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                RawClient client = new RawClient(tickwire.bridgeUrl());
                greedy.add(client);
                for (int request = 0; request < 200; request++) {
                    client.text("{\"type\":\"mt5_command\",\"timestamp\":\"2026-01-27T10:00:00Z\",\"data\":"
                            + "{\"command\":\"get_ticks\",\"symbol\":\"BIG1\",\"count\":10000}}");
                }
            }
            for (int i = 0; i < 20; i++) {
                assertEquals(
                        "healthy",
                        feed.ask("heartbeat", Samples.HEARTBEAT, "heartbeat_response")
                                .path("status")
                                .asText());
            }
            assertFalse(tickwire.log().contains("OutOfMemory"), tickwire.log());
            assertFalse(tickwire.log().contains("ERROR"), tickwire.log());
            for (RawClient client : greedy) {
                client.close();
            }
        }
    }

    @Test
    void isClosedWith1007ForTextThatIsNotUtf8() throws IOException {
        try (TickwireProcess tickwire = TickwireProcess.startDefault()) {
            for (String url : List.of(tickwire.bridgeUrl(), tickwire.ticksUrl())) {
                try (RawClient client = new RawClient(url)) {
                    client.text(new byte[] {'{', '"', (byte) 0xc0, (byte) 0xaf, '"'});
                    assertEquals(1007, client.awaitClose());
                }
            }
        }
    }

    @Test
    void cannotPoisonAStreamWithPricesOrTimesThatMakeNoSense() {
        try (TickwireProcess tickwire = TickwireProcess.start(Samples.roomy(""));
                WsClient feed = WsClient.bridge(tickwire)) {
            feed.say(
                    "tick_data",
                    "{\"symbol\":\"HUGE1\",\"bid\":1e-10,\"ask\":1e308,\"time\":\"" + Instant.now() + "\"}");
            assertEquals(
                    "VALIDATION_ERROR", feed.await("error").path("error_code").asText());
            tick(feed, "LATER1", 1, Instant.parse("9999-12-31T23:59:59Z"));
            feed.await("tick_data_processed");
            tick(feed, "LATER1", 2, Instant.now());
            assertFalse(feed.await("tick_data_processed").path("data").has("ignored"));
            tick(feed, "LATER1", 3, Instant.now().minusSeconds(3600));
            assertEquals(
                    "out_of_order",
                    feed.await("tick_data_processed")
                            .path("data")
                            .path("ignored")
                            .asText());
        }
    }

    @Test
    void hearsNothingMoreFromATerminalThatItDisconnected() {
        try (TickwireProcess tickwire = TickwireProcess.start(Samples.roomy(""));
                WsClient client = WsClient.bridge(tickwire)) {
            client.ask("mt5_command", "{\"command\":\"disconnect\"}", "mt5_command_result");
            String stood = accepted(tickwire);
            Awaitility.await().until(() -> tickwire.get("/health/ready").statusCode() == 503);
            assertEquals(
                    "TERMINAL_UNAVAILABLE",
                    client.ask("trading_signal", Samples.BUY_EURUSD, "trading_signal_executed")
                            .path("details")
                            .path("error_code")
                            .asText());
            assertEquals(stood, accepted(tickwire));
            client.ask("mt5_command", "{\"command\":\"connect\"}", "mt5_command_result");
            Awaitility.await().until(() -> !accepted(tickwire).equals(stood));
        }
    }

    @Test
    void getsTheStatusThatFitsOverHttp() throws IOException, InterruptedException {
        try (TickwireProcess tickwire = TickwireProcess.startDefault()) {
            assertEquals(200, status(tickwire, "HEAD", "/health/live"));
            assertEquals(200, status(tickwire, "HEAD", "/"));
            assertEquals(405, status(tickwire, "POST", "/api/v1/symbols"));
            assertEquals(426, status(tickwire, "GET", "/websocket/ws"));
            assertEquals(404, status(tickwire, "GET", "/..%2f..%2fetc/passwd"));
            assertEquals(400, status(tickwire, "GET", "/api/v1/bars/EURUSD?tf=M7"));
            assertEquals(404, status(tickwire, "GET", "/api/v1/bars/NOPE"));
        }
    }

    private static int status(TickwireProcess tickwire, String method, String path)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(tickwire.httpUrl() + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static String accepted(TickwireProcess tickwire) {
        return tickwire.get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("tickwire_ticks_total{result=\"accepted\",symbol=\"EURUSD\""))
                .findFirst()
                .orElse("");
    }

    private static void tick(WsClient feed, String symbol, double bid, Instant time) {
        feed.say(
                "tick_data",
                "{\"symbol\":\"" + symbol + "\",\"bid\":" + bid + ",\"ask\":100000,\"time\":\"" + time + "\"}");
    }
}
