package io.tickwire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets in, and what they may do there: the real jar, real sockets. */
final class SecurityIT {
    private static SecuredNode node;

    @BeforeAll
    static void start() {
        node = new SecuredNode();
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    private static String credential(String name) {
        long later = System.currentTimeMillis() / 1000 + 3600;
        String claims = "{\"sub\":\"eve\",\"scope\":\"read trade admin\",\"exp\":" + later + "}";
        String named = "{\"alg\":\"HS256\",\"kid\":\"h1\"}";
        return switch (name) {
            case "none" -> "";
            case "bad" -> "not-a-token";
            case "badkey" -> "tw_000000000000_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
            case "handmade" -> SecuredNode.handmade(named, claims);
            case "unsigned" ->
                SecuredNode.handmade("{\"alg\":\"none\"}", claims).replaceFirst("[^.]*$", "");
            case "wrongalg" -> SecuredNode.handmade("{\"alg\":\"HS256\",\"kid\":\"e1\"}", claims);
            case "wrongkid" -> SecuredNode.handmade("{\"alg\":\"HS256\",\"kid\":\"h2\"}", claims);
            case "noexp" -> SecuredNode.handmade(named, "{\"sub\":\"eve\",\"scope\":\"admin\"}");
            case "expired" -> SecuredNode.handmade(named, claims.replace("" + later, "" + (later - 7200)));
            case "future" -> SecuredNode.handmade(named, claims.replace("}", ",\"nbf\":" + (later - 60) + "}"));
            default -> node.token(name);
        };
    }

    @ParameterizedTest(name = "{0}: {1} symbols, {2} doctor, {3} metrics, {4} halt, {5} ticket, {6} nowhere")
    @CsvSource({
        "none,     401, 401, 401, 401, 401, 401",
        "bad,      401, 401, 401, 401, 401, 401",
        "badkey,   401, 401, 401, 401, 401, 401",
        "unsigned, 401, 401, 401, 401, 401, 401",
        "wrongalg, 401, 401, 401, 401, 401, 401",
        "wrongkid, 401, 401, 401, 401, 401, 401",
        "noexp,    401, 401, 401, 401, 401, 401",
        "expired,  401, 401, 401, 401, 401, 401",
        "future,   401, 401, 401, 401, 401, 401",
        "feed,     403, 403, 403, 403, 200, 403",
        "read,     200, 403, 200, 403, 200, 404",
        "trade,    200, 403, 200, 403, 200, 404",
        "admin,    200, 200, 200, 200, 200, 404",
        "handmade, 200, 200, 200, 200, 200, 404",
    })
    void anHttpPage(String name, int symbols, int doctor, int metrics, int halt, int ticket, int nowhere) {
        String token = credential(name);
        assertEquals(200, node.get("/health/live", token).statusCode());
        assertEquals(200, node.get("/", token).statusCode());
        HttpResponse<String> answer = node.get("/api/v1/symbols", token);
        assertEquals(symbols, answer.statusCode(), answer.body());
        assertEquals(doctor, node.get("/api/v1/doctor", token).statusCode());
        assertEquals(doctor, node.get("/api/v1/verticles/", token).statusCode());
        assertEquals(metrics, node.get("/metrics", token).statusCode());
        assertEquals(
                halt,
                node.request("PUT", "/api/v1/router", token, SecuredNode.newIp())
                        .statusCode());
        assertEquals(
                halt,
                node.request("POST", "/api/v1/risk/resume", token, SecuredNode.newIp())
                        .statusCode());
        assertEquals(
                ticket,
                node.request("POST", "/auth/ticket", token, SecuredNode.newIp()).statusCode());
        assertEquals(nowhere, node.get("/no/such/page", token).statusCode());
        if (symbols == 401) {
            assertEquals(
                    "Bearer realm=\"tickwire\"",
                    answer.headers().firstValue("WWW-Authenticate").orElse(""));
            JsonNode problem = NodeFolder.json(answer.body());
            assertEquals("UNAUTHORIZED", problem.path("code").asText());
            assertTrue(problem.path("details").path("suggestion").asText().contains("Bearer"), answer.body());
        }
    }

    private static int status(String path, Consumer<WebSocket.Builder> with) {
        String url = path.equals("port")
                ? node.process.ticksUrl()
                : node.process.httpUrl().replace("http", "ws") + path;
        try (WsClient client = node.socket(url, with)) {
            return client.raw().isOutputClosed() ? 0 : 101;
        } catch (CompletionException refused) {
            return ((WebSocketHandshakeException) refused.getCause())
                    .getResponse()
                    .statusCode();
        }
    }

    @ParameterizedTest(name = "{0}: {1} bridge, {2} ticks, {3} terminal")
    @CsvSource({
        "none,     401, 401, 401",
        "bad,      401, 401, 401",
        "unsigned, 401, 401, 401",
        "wrongalg, 401, 401, 401",
        "expired,  401, 401, 401",
        "feed,     101, 403, 403",
        "read,     101, 101, 403",
        "trade,    101, 101, 101",
        "admin,    101, 101, 403",
    })
    void aWebSocket(String name, int bridge, int others, int terminal) {
        String token = credential(name);
        Consumer<WebSocket.Builder> with = builder -> {
            if (!token.isEmpty()) {
                builder.header("Authorization", "Bearer " + token);
            }
        };
        assertEquals(bridge, status("/websocket/ws", with));
        for (String path : List.of("/ticks", "/dashboard/ws", "/echo", "port")) {
            assertEquals(others, status(path, with), path);
        }
        assertEquals(terminal, status("/terminal/ws", with));
    }

    @Test
    void eachWayToShowACredentialOpensAWebSocket() {
        String key = node.key("desk", "read");
        String token = node.token("read");
        List<Consumer<WebSocket.Builder>> ways = List.of(
                with -> with.header("X-API-Key", key),
                with -> with.header("Authorization", "Bearer " + key),
                with -> with.header("Authorization", "Bearer " + token).subprotocols("tickwire"),
                with -> with.subprotocols("tickwire", "bearer." + key),
                with -> with.subprotocols("tickwire", "bearer." + token));
        List<String> answered = List.of("", "", "tickwire", "tickwire", "tickwire");
        for (int i = 0; i < ways.size(); i++) {
            try (WsClient client = node.socket(node.process.bridgeUrl(), ways.get(i))) {
                client.await("connection_established");
                assertEquals(answered.get(i), client.raw().getSubprotocol(), "way " + i);
            }
        }
        assertEquals(401, status("/ticks", with -> with.subprotocols("tickwire")));
        assertEquals(401, status("/ticks", with -> with.header("X-API-Key", token)));
        assertEquals(401, status("/ticks", with -> with.header("X-API-Key", key)
                .header("Authorization", "Bearer " + token)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"token", "access_token", "api_key", "anything"})
    void aTokenInAnAddressIsRefusedAndNotKept(String parameter) {
        String token = node.token("read");
        assertEquals(401, status("/ticks?" + parameter + "=" + token, with -> {}));
        HttpResponse<String> page = node.get("/api/v1/symbols?" + parameter + "=" + token, "");
        assertEquals(401, page.statusCode());
        assertTrue(page.body().contains("do not belong in an address"), page.body());
        assertFalse((node.process.log() + node.audit()).contains(token));
    }

    @Test
    void aTicketOpensOneWebSocketAndNoPage() {
        String ticket = ticket(node.token("read"));
        assertEquals(401, node.get("/api/v1/symbols?ticket=" + ticket, "").statusCode());
        assertEquals(101, status("/dashboard/ws?ticket=" + ticket, with -> {}));
        assertEquals(401, status("/dashboard/ws?ticket=" + ticket, with -> {}));
        assertEquals(401, status("/dashboard/ws?ticket=nonsense", with -> {}));
        // It is who asked for it: this one may not be a terminal.
        assertEquals(403, status("/terminal/ws?ticket=" + ticket(node.token("read")), with -> {}));
        assertFalse((node.process.log() + node.audit()).contains(ticket));
    }

    private static String ticket(String token) {
        HttpResponse<String> answer = node.request("POST", "/auth/ticket", token, SecuredNode.newIp());
        assertEquals("no-store", answer.headers().firstValue("Cache-Control").orElse(""));
        return NodeFolder.json(answer.body()).path("ticket").asText();
    }

    @Test
    void whoReadsDoesNotTrade() {
        try (WsClient reader = node.bridge(node.token("read"))) {
            JsonNode refused = reader.ask("trading_signal", Samples.BUY_EURUSD, "trading_signal_executed");
            assertEquals("error", refused.path("status").asText());
            assertEquals("FORBIDDEN", refused.path("details").path("error_code").asText(), refused.toString());
            for (Map.Entry<String, String> message : Map.of(
                            "admin_command", "{\"command\":\"halt\"}",
                            "tick_data",
                                    "{\"symbol\":\"EURUSD\",\"bid\":1.0,\"ask\":1.1,\"time\":\"2026-01-27T10:00:00Z\"}",
                            "account_info", Samples.ACCOUNT_INFO,
                            "mt5_command", "{\"command\":\"disconnect\"}")
                    .entrySet()) {
                JsonNode error = reader.ask(message.getKey(), message.getValue(), "error");
                assertEquals("FORBIDDEN", error.path("error_code").asText(), error.toString());
            }
            reader.ask("mt5_command", "{\"command\":\"status\"}", "mt5_command_result");
            reader.ask("admin_command", "{\"command\":\"risk\"}", "admin_command_result");
        }
    }

    @Test
    void aFeedFeedsAndReadsNothing() {
        try (WsClient feed = node.bridge(node.token("feed"))) {
            feed.ask("account_info", Samples.ACCOUNT_INFO, "account_info_processed");
            feed.send("{\"type\":\"subscribe\",\"symbols\":[\"EURUSD\"]}");
            assertEquals("FORBIDDEN", feed.await("error").path("error_code").asText());
            feed.say("mt5_command", "{\"command\":\"account_info\"}");
            assertEquals("FORBIDDEN", feed.await("error").path("error_code").asText());
        }
    }

    @Test
    void whoHasOneAccountTradesSeesAndReadsThatOne() {
        String onlyB = node.token("trade", 600_000, "b");
        try (WsClient client = node.bridge(onlyB)) {
            client.send("{\"type\":\"subscribe\",\"channels\":[\"account\",\"positions\",\"executions\"]}");
            assertEquals(
                    "b", client.await("account").path("data").path("account").asText());
            JsonNode refused = client.ask("trading_signal", Samples.BUY_EURUSD, "trading_signal_executed");
            assertEquals("FORBIDDEN", refused.path("details").path("error_code").asText(), refused.toString());
            JsonNode bought = client.ask(
                    "trading_signal",
                    Samples.BUY_EURUSD.replace("{\"symbol\"", "{\"account\":\"b\",\"symbol\""),
                    "trading_signal_executed");
            assertEquals("success", bought.path("status").asText(), bought.toString());
            try (WsClient other = node.bridge(node.token("trade"))) {
                other.ask("trading_signal", Samples.BUY_EURUSD, "trading_signal_executed");
            }
            // What happens on b afterwards arrives; what happened on a before did not.
            client.ask(
                    "trading_signal",
                    Samples.BUY_EURUSD.replace("{\"symbol\"", "{\"account\":\"b\",\"symbol\""),
                    "trading_signal_executed");
            Set<String> seen = new TreeSet<>();
            client.await(
                    message -> {
                        seen.add(message.path("data").path("account").asText("b"));
                        return "execution".equals(message.path("type").asText())
                                && message.path("seq").asLong() >= 2;
                    },
                    "second execution of b");
            assertEquals(Set.of("b"), seen);
        }
        assertEquals(403, node.get("/api/v1/signals", onlyB).statusCode());
        HttpResponse<String> signals = node.get("/api/v1/signals?account=b", onlyB);
        assertEquals(200, signals.statusCode());
        assertEquals(403, node.get("/api/v1/risk?account=a", onlyB).statusCode());
        assertEquals(200, node.get("/api/v1/risk?account=b", onlyB).statusCode());
    }

    @Test
    void aSessionEndsWithItsToken() {
        try (WsClient client = node.bridge(node.token("read", 2500));
                WsClient ticks = node.socket(
                        node.process.ticksUrl(),
                        with -> with.header("Authorization", "Bearer " + node.token("read", 2000)))) {
            assertEquals(4501, client.awaitClose());
            assertTrue(client.closeReason().contains("expired"), client.closeReason());
            assertEquals(4501, ticks.awaitClose());
        }
        Awaitility.await().until(() -> node.audit().contains("\"what\":\"expired\",\"who\":\"bob/jwt:e1\""));
    }

    @Test
    void failuresSlowTheirAddressAndNoOther() {
        String ip = SecuredNode.newIp();
        for (int i = 0; i < 5; i++) {
            assertEquals(
                    401, node.request("GET", "/api/v1/symbols", "wrong" + i, ip).statusCode());
        }
        HttpResponse<String> slowed = node.request("GET", "/api/v1/symbols", node.token("read"), ip);
        assertEquals(429, slowed.statusCode());
        assertEquals("1", slowed.headers().firstValue("Retry-After").orElse(""));
        assertEquals("RATE_LIMITED", NodeFolder.json(slowed.body()).path("code").asText());
        assertEquals(200, node.get("/api/v1/symbols", node.token("read")).statusCode());
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .until(() -> node.request("GET", "/api/v1/symbols", node.token("read"), ip)
                                .statusCode()
                        == 200);
        assertEquals(401, node.request("GET", "/api/v1/symbols", "wrong", ip).statusCode());
    }

    @Test
    void manyInstancesCountTogether() {
        // Each connection may land on another event loop.
        String ip = SecuredNode.newIp();
        long refused = 0;
        for (int i = 0; i < 8; i++) {
            try (WsClient client = WsClient.connect(
                    node.process.bridgeUrl(),
                    java.net.http.HttpClient.newHttpClient(),
                    with -> with.header("X-Forwarded-For", ip).header("X-API-Key", "tw_00_wrong"))) {
                throw new AssertionError("let in");
            } catch (CompletionException no) {
                refused += ((WebSocketHandshakeException) no.getCause())
                                        .getResponse()
                                        .statusCode()
                                == 429
                        ? 1
                        : 0;
            }
        }
        assertTrue(refused >= 2, refused + " of 8 were told to wait");
    }

    @Test
    void anAdministratorsActsAndEveryRefusalAreInTheAuditAndNoSecretIs() {
        String admin = node.key("boss", "admin");
        String reader = node.token("read");
        node.request("POST", "/api/v1/risk/resume", admin, SecuredNode.newIp());
        node.request("POST", "/api/v1/risk/halt", reader, SecuredNode.newIp());
        node.get("/api/v1/symbols", "tw_123456789abc_secretsecretsecret");
        String id = admin.substring(3, 15);
        Awaitility.await()
                .until(() -> node.audit().contains("resume a") && node.audit().contains("not known here"));
        String audit = node.audit();
        assertTrue(audit.contains("\"what\":\"start\""), audit);
        assertTrue(audit.contains("\"what\":\"admin\",\"who\":\"boss/key:" + id + "\""), audit);
        audit.lines().forEach(line -> assertTrue(NodeFolder.json(line).has("time"), line));
        String everything = audit + node.process.log();
        for (String secret : List.of(
                admin.substring(16), reader, reader.split("\\.")[2], SecuredNode.SECRET, "secretsecretsecret")) {
            assertFalse(everything.contains(secret), secret);
        }
        assertFalse(node.process.log().contains("\tat "), node.process.log());
    }

    @Test
    void theGuardIsMeasured() {
        node.get("/api/v1/symbols", "");
        String metrics = node.get("/metrics", node.token("read")).body();
        assertTrue(metrics.contains("tickwire_auth_total{credential=\"none\",outcome=\"missing\"}"), metrics);
        assertTrue(metrics.contains("tickwire_auth_total{credential=\"bearer\",outcome=\"accepted\"}"), metrics);
    }

    @Test
    void noUpgradeWithoutLeaveEverFaults() throws Exception {
        assertThrows(java.io.IOException.class, () -> new RawClient(node.process.bridgeUrl()).close());
        assertFalse(node.process.log().contains("uncaught"), node.process.log());
    }
}
