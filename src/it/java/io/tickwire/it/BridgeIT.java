package io.tickwire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The bridge profile on the real jar: what its users' clients say, and what they get. */
final class BridgeIT {
    private static TickwireProcess tickwire;

    @BeforeAll
    static void start() {
        tickwire = TickwireProcess.start(Samples.roomy(""));
    }

    @AfterAll
    static void stop() {
        String log = tickwire.log();
        tickwire.close();
        assertFalse(log.contains("ERROR"), log);
        assertFalse(log.contains("hunter2"), "a password reached the log");
    }

    @Test
    void welcomesAndTellsTheTruthOfTheMoment() {
        try (WsClient client = WsClient.connect(tickwire.bridgeUrl())) {
            JsonNode welcome = client.await("connection_established");
            assertEquals(
                    "Connected to MT5 Bridge Microservice",
                    welcome.path("message").asText());
            assertEquals("ready", welcome.path("server_status").asText());
            assertEquals(
                    "{\"trading_commands\":true,\"real_time_data\":true,\"account_monitoring\":true,"
                            + "\"signal_processing\":true}",
                    welcome.path("features").toString());
            assertEquals("connected", welcome.path("mt5_status").path("status").asText());
        }
    }

    @Test
    void buysWithStopsAsTheDocumentedExampleDoesAndClosesPartly() {
        try (WsClient client = WsClient.bridge(tickwire)) {
            JsonNode bought = signal(client, Samples.BUY_EURUSD);
            assertEquals("success", bought.path("status").asText(), bought.toString());
            JsonNode result = bought.path("result");
            assertTrue(result.path("success").asBoolean());
            assertEquals("buy", result.path("type").asText());
            assertEquals(10009, result.path("retcode").asInt());
            String ticket = result.path("position_id").asText();
            JsonNode part = signal(
                    client, "{\"symbol\":\"EURUSD\",\"action\":\"CLOSE\",\"volume\":0.04,\"ticket\":" + ticket + "}");
            assertEquals(0.04, part.path("result").path("volume").asDouble());
            JsonNode rest = signal(
                    client, "{\"symbol\":\"EURUSD\",\"action\":\"close\",\"volume\":5,\"ticket\":" + ticket + "}");
            assertEquals(0.06, rest.path("result").path("volume").asDouble(), 1e-9);
            assertEquals(
                    "POSITION_NOT_FOUND",
                    signal(client, "{\"symbol\":\"EURUSD\",\"action\":\"CLOSE\",\"ticket\":" + ticket + "}")
                            .path("details")
                            .path("error_code")
                            .asText());
        }
    }

    @Test
    void refusesWithTheCodeThatFitsAndTheConnectionStaysOpen() {
        try (WsClient client = WsClient.bridge(tickwire)) {
            assertEquals("INVALID_SYMBOL", code(client, "{\"symbol\":\"NOPE\",\"action\":\"BUY\",\"volume\":0.1}"));
            assertEquals("INVALID_VOLUME", code(client, "{\"symbol\":\"EURUSD\",\"action\":\"BUY\",\"volume\":0.015}"));
            assertEquals(
                    "INVALID_STOPS",
                    code(client, "{\"symbol\":\"EURUSD\",\"action\":\"BUY\",\"volume\":0.1,\"stop_loss\":1.2}"));
            assertEquals(
                    "INSUFFICIENT_MARGIN", code(client, "{\"symbol\":\"XAUUSD\",\"action\":\"BUY\",\"volume\":10}"));
            client.say("trading_signal", "{\"symbol\":\"EURUSD\",\"action\":\"HOLD\",\"volume\":0.1}");
            JsonNode error = client.await("error");
            assertEquals("VALIDATION_ERROR", error.path("error_code").asText());
            assertEquals("action", error.path("details").path("field").asText());
            client.ask("heartbeat", Samples.HEARTBEAT, "heartbeat_response");
        }
    }

    @Test
    void answersEveryOtherMessageOfTheTable() {
        try (WsClient client = WsClient.bridge(tickwire)) {
            JsonNode heartbeat = client.ask("heartbeat", Samples.HEARTBEAT, "heartbeat_response");
            assertEquals("healthy", heartbeat.path("status").asText());
            assertTrue(heartbeat.path("data").path("active_connections").asInt() >= 1);
            assertEquals(
                    "{\"balance\":10000.0,\"equity\":10000.0,\"margin\":0.0}",
                    client.ask("account_info", Samples.ACCOUNT_INFO, "account_info_processed")
                            .path("data")
                            .toString());
            for (String list : List.of("positions", "orders", "deals_history", "orders_history")) {
                assertEquals(
                        2,
                        client.ask(list, "{\"items\":[{},{}]}", list + "_processed")
                                .path("count")
                                .asInt());
            }
            assertEquals(
                    "received",
                    client.ask("connection", "{}", "connection_acknowledged")
                            .path("status")
                            .asText());
            JsonNode status = command(client, "{\"command\":\"status\"}");
            assertEquals(
                    "{\"status\":\"connected\",\"mt5_available\":true,\"last_error\":null,"
                            + "\"active_orders_count\":0,\"reconnect_attempts\":0}",
                    status.path("result").toString());
            assertEquals(
                    "10001",
                    command(client, "{\"command\":\"account_info\"}")
                            .path("result")
                            .path("login")
                            .asText());
            client.send("{\"type\":\"get_symbols\"}");
            assertTrue(client.await("symbols").path("total").asInt() >= 5);
        }
    }

    @Test
    void refusesAConnectWithAWrongLoginWithoutTellingThePassword() {
        try (WsClient client = WsClient.bridge(tickwire)) {
            client.say(
                    "mt5_command",
                    "{\"command\":\"connect\",\"parameters\":{\"server\":\"X\",\"login\":5,\"password\":\"hunter2\"}}");
            JsonNode error = client.await("error");
            assertEquals("MT5_CONNECTION_FAILED", error.path("error_code").asText());
            assertEquals(5, error.path("details").path("login").asInt());
            assertFalse(error.path("details").path("suggestion").asText().isBlank());
            assertFalse(error.toString().contains("hunter2"));
        }
    }

    @Test
    void givesTheNewestTicksOldestFirst() {
        try (WsClient client = WsClient.bridge(tickwire)) {
            Awaitility.await().until(() -> ticks(client, 5).size() == 5);
            JsonNode ticks = ticks(client, 5);
            for (int i = 1; i < 5; i++) {
                assertTrue(ticks.get(i).path("time_msc").asLong()
                        >= ticks.get(i - 1).path("time_msc").asLong());
            }
        }
    }

    @Test
    void streamsAClientsTicksUnderItsNameAndUnknownSymbolsPlain() {
        try (WsClient feed = WsClient.bridge(tickwire);
                WsClient watcher = WsClient.connect(tickwire.ticksUrl())) {
            tick(feed, "EURUSD", 0.5, 0.6);
            tick(feed, "AUDCAD", 0.9, 0.9002);
            watcher.send("{\"type\":\"subscribe\",\"symbols\":[\"EURUSD@127.0.0.1\",\"AUDCAD\"]}");
            assertEquals(2, watcher.await("subscribed").path("total_subscribed").asInt());
            JsonNode own = watcher.await("tick").path("data");
            assertEquals("EURUSD@127.0.0.1", own.path("symbol").asText());
            assertEquals(0.5, own.path("bid").asDouble());
            JsonNode plain = watcher.await("tick").path("data");
            assertEquals(2.0, plain.path("spread").asDouble());
            tick(feed, "AUDCAD", 0.91, 0.9102);
            assertEquals(0.91, watcher.await("tick").path("data").path("bid").asDouble());
        }
    }

    @Test
    void tellsAccountPositionsAndExecutionsOnChannels() {
        try (WsClient trader = WsClient.bridge(tickwire);
                WsClient watcher = WsClient.bridge(tickwire)) {
            watcher.send(
                    "{\"type\":\"subscribe\",\"channels\":[\"account\",\"positions\",\"executions\",\"nonsense\"]}");
            JsonNode subscribed = watcher.await("subscribed");
            assertEquals(
                    "[\"account\",\"positions\",\"executions\"]",
                    subscribed.path("channels").toString());
            assertEquals(
                    "nonsense",
                    subscribed.path("rejected").get(0).path("symbol").asText());
            watcher.await("account");
            watcher.await("positions");
            JsonNode bought = signal(trader, "{\"symbol\":\"USDJPY\",\"action\":\"SELL\",\"volume\":0.02}");
            JsonNode event = watcher.await("execution");
            assertEquals(
                    bought.path("signal_id").asText(),
                    event.path("data").path("signal_id").asText());
            String ticket = bought.path("result").path("position_id").asText();
            watcher.await(
                    message -> "positions".equals(message.path("type").asText())
                            && message.path("data")
                                    .path("positions")
                                    .findValuesAsText("ticket")
                                    .contains(ticket),
                    "position " + ticket);
            signal(trader, "{\"symbol\":\"USDJPY\",\"action\":\"CLOSE\"}");
            JsonNode closed = watcher.await("execution");
            assertEquals(event.path("seq").asLong() + 1, closed.path("seq").asLong());
            try (WsClient late = WsClient.bridge(tickwire)) {
                late.send("{\"type\":\"subscribe\",\"channels\":[\"executions\"],\"since\":{\"epoch\":"
                        + event.path("epoch") + ",\"seq\":" + event.path("seq") + "}}");
                assertEquals(closed.path("seq"), late.await("execution").path("seq"));
            }
        }
    }

    @Test
    void takesBinaryJsonAndFragments() {
        try (WsClient client = WsClient.bridge(tickwire)) {
            byte[] ping = "{\"type\":\"ping\"}".getBytes(StandardCharsets.UTF_8);
            client.raw().sendBinary(ByteBuffer.wrap(ping), true).join();
            client.await("pong");
            for (int i = 0; i < ping.length; i++) {
                client.raw()
                        .sendText(String.valueOf((char) ping[i]), i == ping.length - 1)
                        .join();
            }
            client.await("pong");
        }
    }

    private static JsonNode signal(WsClient client, String data) {
        return client.ask("trading_signal", data, "trading_signal_executed");
    }

    private static String code(WsClient client, String data) {
        JsonNode answer = signal(client, data);
        assertEquals("error", answer.path("status").asText(), answer.toString());
        return answer.path("details").path("error_code").asText();
    }

    private static JsonNode command(WsClient client, String data) {
        return client.ask("mt5_command", data, "mt5_command_result");
    }

    private static JsonNode ticks(WsClient client, int count) {
        return command(client, "{\"command\":\"get_ticks\",\"symbol\":\"EURUSD\",\"count\":" + count + "}")
                .path("result")
                .path("ticks");
    }

    private static void tick(WsClient feed, String symbol, double bid, double ask) {
        feed.ask(
                "tick_data",
                "{\"symbol\":\"" + symbol + "\",\"bid\":" + bid + ",\"ask\":" + ask + ",\"time\":\"" + Instant.now()
                        + "\"}",
                "tick_data_processed");
    }
}
