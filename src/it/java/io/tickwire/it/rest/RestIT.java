package io.tickwire.it.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tickwire.it.TickwireProcess;
import io.tickwire.it.rest.Api.Answer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.DoubleStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every operation of the document, asked of a node; each answer is what the document says. */
class RestIT {
    private static final String SECRET = "a-long-and-random-text";
    private static TickwireProcess node;
    private static Api api;

    @BeforeAll
    static void start() {
        node = TickwireProcess.start("{\"http\":{\"port\":0},\"ticks\":{\"port\":0},\"inference\":{\"port\":0},"
                + "\"limits\":{\"ordersPerMinute\":1000,\"closesPerMinute\":1000,\"requestsPerSecond\":200},"
                + "\"zmqExec\":{\"enabled\":false},\"zmqPub\":{\"enabled\":false},\"execution\":{\"maxSignalAge\":\"60s\"},\"webhooks\":[{\"name\":\"tv\",\"secret\":\""
                + SECRET
                + "\"}]}");
        api = new Api(node.httpUrl());
        Awaitility.await()
                .until(() -> api.get("/api/v1/bars/EURUSD?count=1")
                                .json()
                                .path("bars")
                                .size()
                        == 1);
    }

    @AfterAll
    static void everyOperationWasAsked() {
        try {
            assertEquals(List.of(), api.document().untested());
            assertFalse(node.log().contains(" ERROR "), node.log());
        } finally {
            node.close();
        }
    }

    private static Answer trade(String action, String more) {
        return api.post(
                "/api/v1/signals", "{\"symbol\":\"EURUSD\",\"action\":\"" + action + "\",\"volume\":0.1" + more + "}");
    }

    @Test
    void pagesThroughSymbolsAndShowsOne() {
        List<String> names = new ArrayList<>();
        String cursor = "";
        do {
            Answer page = api.get("/api/v1/symbols?limit=2" + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
            page.json()
                    .path("symbols")
                    .forEach(symbol -> names.add(symbol.path("name").asText()));
            cursor = page.text("next_cursor");
        } while (!cursor.isEmpty());
        assertEquals(List.of("EURUSD", "GBPUSD", "USDJPY", "XAUUSD", "BTCUSD"), names);
        assertEquals("3", api.get("/api/v1/symbols/USDJPY").text("digits"));
        assertEquals("INVALID_SYMBOL", api.get("/api/v1/symbols/NOPE").text("code"));
        assertEquals("cursor", api.get("/api/v1/symbols?cursor=NOPE").text("details/field"));
    }

    @Test
    void whatDidNotChangeIsNotSentAgain() {
        Answer first = api.get("/api/v1/symbols");
        Answer again = api.get("/api/v1/symbols", "If-None-Match", first.header("etag"));
        assertEquals(304, again.status());
        assertEquals(
                200,
                api.get("/api/v1/symbols?limit=1", "If-None-Match", first.header("etag"))
                        .status());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "/api/v1/bars/EURUSD?count=0, count",
        "/api/v1/bars/EURUSD?count=many, count",
        "/api/v1/bars/EURUSD?tf=M7, tf",
        "/api/v1/bars/EURUSD?from=yesterday, from",
        "/api/v1/bars/EURUSD?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z, from",
        "/api/v1/bars/EURUSD?count=5&limit=5, limit",
        "/api/v1/ticks/EURUSD?count=10001, count",
        "/api/v1/positions?limit=0, limit",
        "/api/v1/positions?account=nobody, account",
        "/api/v1/deals?cursor=x, cursor",
        "/api/v1/signals?status=odd, status",
        "/api/v1/signals?day=someday, day",
        "/api/v1/signals/7, id",
    })
    void namesTheParameterThatIsWrong(String path, String field) {
        Answer answer = api.get(path);
        assertEquals(400, answer.status());
        assertEquals("VALIDATION_ERROR", answer.text("code"));
        assertEquals(field, answer.text("details/field"));
        assertFalse(answer.text("details/expected_type").isEmpty());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{|$|not JSON",
                "[]|$|[]",
                "{}|symbol|missing",
                "{\"symbol\":\"EURUSD\"}|action|missing",
                "{\"symbol\":\"EURUSD\",\"action\":\"HOLD\",\"volume\":1}|action|HOLD",
                "{\"symbol\":\"EURUSD\",\"action\":\"BUY\",\"volume\":\"1\"}|volume|1",
                "{\"symbol\":\"EURUSD\",\"action\":\"BUY\",\"volume\":100}|volume|100",
                "{\"symbol\":\"EURUSD\",\"action\":\"BUY\",\"volume\":1,\"stop_loss\":-1}|stop_loss|-1",
                "{\"symbol\":\"EURUSD\",\"action\":\"BUY\",\"volume\":1,\"signal_id\":\"7\"}|signal_id|7",
                "{\"symbol\":\"EURUSD\",\"action\":\"BUY\",\"volume\":1,\"volume\":2}|$|not JSON",
            })
    void namesTheFieldThatIsWrong(String body, String field, String received) {
        Answer answer = api.post("/api/v1/signals", body);
        assertEquals(400, answer.status());
        assertEquals(field + " " + received, answer.text("details/field") + " " + answer.text("details/received"));
    }

    @Test
    void aSignalIsExecutedOnceHoweverOftenItIsSent() {
        String key = UUID.randomUUID().toString();
        String body = "{\"symbol\":\"GBPUSD\",\"action\":\"BUY\",\"volume\":0.1}";
        Answer first = api.post("/api/v1/signals", body, "Idempotency-Key", key);
        Answer again = api.post("/api/v1/signals", body, "Idempotency-Key", key);
        assertEquals(key, first.text("signal_id"));
        assertEquals("false true", first.text("result/duplicate") + " " + again.text("result/duplicate"));
        assertEquals(first.text("result/order_id"), again.text("result/order_id"));
        assertEquals("/api/v1/signals/" + key, first.header("location"));
        assertEquals("success", api.get(first.header("location")).text("status"));
        Answer other = api.post("/api/v1/signals", body.replace("0.1", "0.2"), "Idempotency-Key", key);
        assertEquals(409, other.status());
        assertEquals("SIGNAL_CONFLICT error", other.text("code") + " " + other.text("outcome"));
        Answer both = api.post(
                "/api/v1/signals",
                body.replace("{", "{\"signal_id\":\"" + UUID.randomUUID() + "\","),
                "Idempotency-Key",
                key);
        assertEquals("Idempotency-Key", both.text("details/field"));
    }

    @Test
    void anyTextCanBeTheKey() {
        String body = "{\"symbol\":\"GBPUSD\",\"action\":\"SELL\",\"volume\":0.1}";
        Answer first = api.post("/api/v1/signals", body, "Idempotency-Key", "order of the morning");
        Answer again = api.post("/api/v1/signals", body, "Idempotency-Key", "order of the morning");
        assertEquals(first.text("signal_id"), again.text("signal_id"));
        assertEquals("true", again.text("result/duplicate"));
        Answer another = api.post("/api/v1/signals", body, "Idempotency-Key", "order of the evening");
        assertNotEquals(first.text("signal_id"), another.text("signal_id"));
    }

    @Test
    void closesAPositionInPartsAndTellsWhenItIsGone() {
        String ticket = trade("BUY", "").text("result/position_id");
        String close = "/api/v1/positions/" + ticket + "/close";
        Awaitility.await().until(() -> position(ticket) == 0.1);
        assertEquals("close", api.post(close, "{\"volume\":0.04}").text("result/type"));
        Awaitility.await().until(() -> Math.abs(position(ticket) - 0.06) < 1e-9);
        assertEquals(
                "0.06",
                api.post(close, "{}", "Idempotency-Key", "rest of " + ticket).text("result/volume"));
        Awaitility.await().until(() -> position(ticket) == 0);
        assertEquals(
                "true",
                api.post(close, "{}", "Idempotency-Key", "rest of " + ticket).text("result/duplicate"));
        assertEquals("POSITION_NOT_FOUND", api.post(close, "{}").text("code"));
        String key = UUID.randomUUID().toString();
        assertEquals(200, trade("BUY", ",\"signal_id\":\"" + key + "\"").status());
        Answer other = api.post("/api/v1/positions/1/close", "{}", "Idempotency-Key", key);
        assertEquals("SIGNAL_CONFLICT", other.text("code"), "the key of an opening does not close anything");
        assertEquals("volume", api.post(close, "{\"volume\":-1}").text("details/field"));
    }

    private static double position(String ticket) {
        for (JsonNode position : api.get("/api/v1/positions").json().path("positions")) {
            if (position.path("ticket").asText().equals(ticket)) {
                return position.path("volume").asDouble();
            }
        }
        return 0;
    }

    @Test
    void cancelsAPendingOrder() {
        String order = trade("BUY", ",\"price\":0.5").text("result/order_id");
        Awaitility.await().until(() -> api.get("/api/v1/orders")
                .json()
                .path("orders")
                .toString()
                .contains(order));
        Answer cancelled = api.send("DELETE", "/api/v1/orders/" + order, null);
        assertEquals(200, cancelled.status(), cancelled.raw().body());
        Awaitility.await().until(() -> !api.get("/api/v1/orders")
                .json()
                .path("orders")
                .toString()
                .contains(order));
        assertEquals(404, api.send("DELETE", "/api/v1/orders/" + order, null).status());
    }

    @Test
    void pagesThroughDealsAndSignalsWithoutAGap() {
        for (int i = 0; i < 5; i++) {
            assertEquals(200, trade("SELL", "").status());
        }
        assertPages("deals", "ticket", "/api/v1/deals?limit=2");
        assertPages("signals", "signal_id", "/api/v1/signals?limit=2");
        assertEquals(
                0,
                api.get("/api/v1/deals?to=2020-01-01T00:00:00Z")
                        .json()
                        .path("deals")
                        .size());
    }

    private static void assertPages(String list, String id, String path) {
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            Answer page = api.get(path + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
            page.json().path(list).forEach(row -> seen.add(row.path(id).asText()));
            cursor = page.text("next_cursor");
        } while (!cursor.isEmpty());
        assertTrue(seen.size() >= 5, list + " " + seen);
        assertEquals(seen.size(), new HashSet<>(seen).size(), list + " " + seen);
    }

    @Test
    void showsTheAccount() {
        assertEquals(
                "sim demo hedging",
                api.get("/api/v1/account").text("account") + " "
                        + api.get("/api/v1/account").text("trade_mode") + " "
                        + api.get("/api/v1/account").text("margin_mode"));
    }

    @Test
    void brakesAndResumes() {
        assertEquals(
                "HALTED", api.post("/api/v1/risk/halt", "{\"reason\":\"test\"}").text("trading_state"));
        assertEquals("false", api.get("/status").text("trade_allowed"));
        Answer refused = trade("BUY", "");
        assertEquals("503 TRADING_HALTED", refused.status() + " " + refused.text("code"));
        assertEquals("ACTIVE", api.post("/api/v1/risk/resume", "{}").text("trading_state"));
        assertEquals(200, api.get("/api/v1/risk").status());
        Answer set = api.send("PUT", "/api/v1/risk/multipliers/night", "{\"multiplier\":0.5}");
        assertEquals("0.5", set.text("multipliers/night"));
        assertEquals(
                "multiplier",
                api.send("PUT", "/api/v1/risk/multipliers/night", "{}").text("details/field"));
        assertEquals(
                "calm",
                api.send("PUT", "/api/v1/router", "{\"regime\":\"calm\"}").text("regime"));
        assertEquals("calm", api.get("/api/v1/router").text("regime"));
    }

    @Test
    void asksAModel() {
        String closes = String.join(
                ",",
                DoubleStream.iterate(1.1, x -> x + 0.0001)
                        .limit(300)
                        .mapToObj(Double::toString)
                        .toList());
        Answer answer = api.post("/api/v1/predict", "{\"closes\":[" + closes + "]}");
        assertTrue(
                List.of("buy", "sell").contains(answer.text("decision")),
                answer.raw().body());
        assertEquals("closes", api.post("/api/v1/predict", "{}").text("details/field"));
        assertEquals(200, api.get("/api/v1/models").status());
    }

    @Test
    void tellsHowItIs() {
        assertEquals("tickwire", api.get("/health").text("service"));
        assertEquals("alive", api.get("/health/live").text("status"));
        assertEquals("ready", api.get("/health/ready").text("status"));
        assertTrue(api.get("/metrics").raw().body().contains("tickwire_"));
        assertEquals("200", api.get("/api/v1/limits").text("limits/requests_per_second"));
        assertTrue(api.get("/api/v1/verticles").raw().body().contains("WebSocketEdge"));
        assertEquals(200, api.get("/api/v1/doctor").status());
        assertEquals(204, api.post("/auth/ticket", "").status());
    }

    @Test
    void verticlesAreChangedAtRunTime() {
        String history = "/api/v1/verticles/History/";
        assertEquals("running 1", changed(history + "redeploy", null));
        assertEquals("undeployed 0", changed(history + "undeploy", "{}"));
        assertEquals("VERTICLE_CONFLICT", api.post(history + "undeploy", "{}").text("code"));
        assertEquals("running 1", changed(history + "deploy", null));
        assertEquals(
                "scaling 3",
                changed("/api/v1/verticles/Inference/scale", "{\"instances\":3}")
                        .replace("running", "scaling"));
        assertEquals(
                "did you mean 'SessionGuard'?",
                api.send("POST", "/api/v1/verticles/SesionGuard/redeploy", null).text("details/suggestion"));
        assertEquals(
                "instances", api.post("/api/v1/verticles/Inference/scale", "{}").text("details/field"));
        Answer vital = api.post("/api/v1/verticles/WebSocketEdge/undeploy", "{\"force\":false}");
        assertEquals("409 VERTICLE_CONFLICT", vital.status() + " " + vital.text("code"));
        assertEquals(200, api.send("POST", "/api/v1/config/reload", null).status());
    }

    private static String changed(String path, String body) {
        Answer answer = api.send("POST", path, body);
        assertEquals(200, answer.status(), answer.raw().body());
        return answer.text("state") + " " + answer.text("instances");
    }

    @Test
    void whoAsksForAStrategyThatIsNotThereIsToldSo() {
        assertEquals(0, api.get("/api/v1/strategies").json().path("strategies").size());
        String nobody = "/api/v1/strategies/nobody";
        for (String what : List.of("", "/log", "/decisions")) {
            assertEquals("STRATEGY_NOT_FOUND", api.get(nobody + what).text("code"));
        }
        for (String act : List.of("start", "stop", "redeploy", "rollback", "shadow", "promote", "drop-shadow")) {
            Answer answer = api.send("POST", nobody + "/" + act, null);
            assertEquals("404 STRATEGY_NOT_FOUND", answer.status() + " " + answer.text("code"));
        }
        assertEquals(
                "version", api.post(nobody + "/rollback", "{\"version\":7}").text("details/field"));
        assertEquals(
                "STRATEGY_NOT_FOUND",
                api.send("PUT", nobody + "/settings", "{\"settings\":{\"fast\":7}}")
                        .text("code"));
        assertEquals("settings", api.send("PUT", nobody + "/settings", "{}").text("details/field"));
    }

    @Test
    void aBacktestReadsNoFileThatTheOperatorDoesNotAllow() {
        String wish = "{\"strategy\":\"nobody\",\"data\":[\"/etc/passwd\"]}";
        assertEquals(
                "data: only history:SERIES; files need backtests.data, not '/etc/passwd'",
                api.post("/api/v1/backtests", wish).text("message"));
        assertEquals("strategy", api.post("/api/v1/backtests", "{}").text("details/field"));
        assertEquals(0, api.get("/api/v1/backtests").json().path("backtests").size());
        for (String what : List.of("", "/events", "/result", "/report")) {
            assertEquals(
                    "BACKTEST_NOT_FOUND",
                    api.get("/api/v1/backtests/bt-1" + what).text("code"));
        }
        assertEquals(404, api.send("DELETE", "/api/v1/backtests/bt-1", null).status());
    }

    @Test
    void anAlertIsASignal() {
        String alert = "{\"secret\":\"" + SECRET + "\",\"ticker\":\"USDJPY\",\"action\":\"Long\",\"volume\":\"0.10\","
                + "\"id\":\"bar 17\",\"time\":null}";
        Answer first = api.post("/hooks/tv", alert);
        assertEquals(
                "buy 0.1 false",
                first.text("result/type") + " " + first.text("result/volume") + " " + first.text("result/duplicate"));
        assertEquals("true", api.post("/hooks/tv", alert).text("result/duplicate"));
        Answer text = api.post("/hooks/tv", alert.replace("0.10", "much").replace("17", "18"));
        assertEquals("volume much", text.text("details/field") + " " + text.text("details/received"));
        Answer old = api.post("/hooks/tv", alert.replace("17", "19").replace("null", "\"2020-01-01T00:00:00Z\""));
        assertEquals("SIGNAL_EXPIRED", old.text("code"));
        Answer lacking = api.post("/hooks/tv", alert.replace("ticker", "tocker").replace("17", "21"));
        assertEquals("ticker missing", lacking.text("details/field") + " " + lacking.text("details/received"));
        String bare = alert.replace("\"secret\":\"" + SECRET + "\",", "").replace("17", "20");
        assertEquals(401, api.post("/hooks/tv", bare).status());
        assertEquals(401, api.post("/hooks/nobody", alert).status());
        assertEquals(
                200, api.post("/hooks/tv", bare, "X-Webhook-Secret", SECRET).status());
    }

    @Test
    void anExpertAdvisorAsks() {
        Answer beat =
                api.post("/exec", "{\"type\":\"heartbeat\",\"ea_name\":\"night\",\"symbol\":\"EURUSD\",\"magic\":7}");
        assertEquals("success", beat.text("status"));
        assertEquals("Missing message type", api.post("/exec", "{}").text("message"));
        assertTrue(api.get("/exec/agents").raw().body().contains("night_7"));
    }

    @Test
    void showsTicksOfAnyTimePageByPage() {
        Awaitility.await()
                .until(() -> api.get("/api/v1/ticks/EURUSD?count=5")
                                .json()
                                .path("ticks")
                                .size()
                        == 5);
        List<String> seen = new ArrayList<>();
        String path = "/api/v1/ticks/EURUSD?from=2020-01-01T00:00:00Z&limit=3";
        Answer page = api.get(path);
        page.json().path("ticks").forEach(tick -> seen.add(tick.path("time_msc").asText()));
        Answer next = api.get(path + "&cursor=" + page.text("next_cursor"));
        next.json().path("ticks").forEach(tick -> seen.add(tick.path("time_msc").asText()));
        Answer whole = api.get(path.replace("limit=3", "limit=5"));
        for (int i = 0; i < 5; i++) {
            assertEquals(whole.text("ticks/" + i + "/time_msc"), seen.get(i));
        }
        assertEquals("INVALID_SYMBOL", api.get("/api/v1/ticks/NOPE").text("code"));
        assertEquals("cursor", api.get(path + "&cursor=nonsense").text("details/field"));
    }

    @Test
    void showsBarsOfEachTimeframe() {
        for (String timeframe : List.of("M1", "M2", "H1", "H12", "W1", "MN1")) {
            Answer bars = api.get("/api/v1/bars/EURUSD?tf=" + timeframe + "&count=2");
            assertTrue(bars.json().path("bars").size() >= 1, bars.raw().body());
            assertEquals("false", bars.text("bars/" + (bars.json().path("bars").size() - 1) + "/closed"));
        }
        assertEquals("INVALID_SYMBOL", api.get("/api/v1/bars/NOPE").text("code"));
    }

    @Test
    void oldClientsFindWhatTheyKnow() {
        assertEquals(
                "connected 10001",
                api.get("/status").text("status") + " " + api.get("/status").text("configured_login"));
        assertEquals(
                "USD 2",
                api.get("/account").text("currency") + " " + api.get("/account").text("margin_mode"));
        String order = "{\"symbol\":\"XAUUSD\",\"action_type\":\"BUY\",\"volume\":0.1}";
        Answer done = api.post("/trade", order, "Idempotency-Key", "gold");
        assertEquals(
                "10009 0.1 234000 20",
                done.text("result/retcode") + " " + done.text("result/volume") + " " + done.text("result/request/magic")
                        + " " + done.text("result/request/deviation"));
        assertNotEquals("0", done.text("result/deal"));
        assertEquals(
                done.text("result/order"),
                api.post("/trade", order, "Idempotency-Key", "gold").text("result/order"));
        Answer key = api.post("/trade", order, "Idempotency-Key", "x".repeat(256));
        assertEquals("400 10013", key.status() + " " + key.text("retcode"));
        Answer hold = api.post("/trade", order.replace("BUY", "HOLD"));
        assertEquals("422 action_type", hold.status() + " " + hold.text("detail/0/loc/1"));
        assertEquals(
                "Symbol not found",
                api.post("/trade", order.replace("XAUUSD", "NOPE")).text("detail"));
        Answer stops = api.post("/trade", order.replace("}", ",\"stop_loss\":999999.0}"));
        assertEquals("400 10016", stops.status() + " " + stops.text("retcode"));
        assertEquals(stops.text("message"), stops.text("detail/message"));
    }
}
