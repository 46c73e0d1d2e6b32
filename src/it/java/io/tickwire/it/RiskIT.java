package io.tickwire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What an operator sees and does: risk, brakes, router and journaled signals, over HTTP and the bridge. */
final class RiskIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final NodeFolder folder = new NodeFolder();

    @Test
    void brakesByEitherDoorHoldOverKillAndTheWayBackWorks() {
        try (TickwireProcess tickwire = folder.start();
                Trader trader = new Trader(tickwire).awaitTick()) {
            JsonNode report = risk(tickwire);
            assertEquals("ACTIVE", report.path("trading_state").asText(), report::toString);
            assertEquals(1, report.path("risk_multiplier").asDouble());
            assertEquals(4, report.path("daily_loss_limit_percent").asDouble(), "5, less what is kept for the way out");
            assertEquals("closed", report.path("circuit").asText());
            assertFalse(report.path("kill_switch").path("engaged").asBoolean());
            succeeded(trader.buy());

            JsonNode reducing =
                    ok(tickwire.send("POST", "/api/v1/risk/halt", "{\"reduce_only\":true,\"reason\":\"news at two\"}"));
            assertEquals("REDUCING", reducing.path("trading_state").asText());
            assertEquals(
                    "news at two", reducing.path("kill_switch").path("reason").asText());
            assertEquals(
                    "rest 127.0.0.1", reducing.path("kill_switch").path("by").asText());
            assertEquals("TRADING_HALTED", Trader.code(trader.buy()));
            succeeded(trader.close(UUID.randomUUID()));
            assertEquals(
                    "ACTIVE",
                    trader.admin("\"command\":\"resume\"")
                            .path("result")
                            .path("trading_state")
                            .asText());
            succeeded(trader.buy());

            JsonNode halted = trader.admin("\"command\":\"halt\",\"reason\":\"enough\",\"close_all\":true");
            assertEquals("HALTED", halted.path("result").path("trading_state").asText(), halted::toString);
            assertEquals(4, folder.deals().size(), "close_all closed what was open");
            assertEquals("TRADING_HALTED", Trader.code(trader.buy()));
            JsonNode seen = risk(tickwire);
            assertEquals(
                    halted.path("result").path("kill_switch"), seen.path("kill_switch"), "both doors tell the same");
            assertEquals(halted.path("result").path("reason"), seen.path("reason"));
            assertEquals("halted", welcome(tickwire).path("server_status").asText());
            tickwire.kill();
            tickwire.awaitExit(SOON);
        }
        try (TickwireProcess tickwire = folder.start();
                Trader trader = new Trader(tickwire).awaitTick()) {
            assertEquals("HALTED", risk(tickwire).path("trading_state").asText());
            JsonNode refused = trader.buy();
            assertEquals("TRADING_HALTED", Trader.code(refused));
            assertTrue(refused.toString().contains("enough"), refused::toString);
            ok(tickwire.send("POST", "/api/v1/risk/resume", "{}"));
            succeeded(trader.buy());
        }
    }

    @Test
    void foreignPagesAndWrongBodiesBrakeNothing() {
        try (TickwireProcess tickwire = folder.start()) {
            for (String body : List.of("nonsense", "[]", "{\"reason\":5}", "{\"account\":\"other\"}")) {
                HttpResponse<String> refused = tickwire.send("POST", "/api/v1/risk/halt", body);
                assertEquals(400, refused.statusCode(), body);
                assertEquals("VALIDATION_ERROR", json(refused).path("code").asText(), refused.body());
            }
            assertEquals(404, tickwire.get("/api/v1/risk/halt").statusCode(), "a brake is no link to click on");
            assertEquals("ACTIVE", risk(tickwire).path("trading_state").asText());
        }
    }

    @Test
    void theRouterStateIsSetAndReadAndLowersTheMultiplier() {
        try (TickwireProcess tickwire = folder.start()) {
            assertEquals(
                    1, json(tickwire.get("/api/v1/router")).path("risk_mandate").asDouble());
            JsonNode set = ok(tickwire.send(
                    "PUT",
                    "/api/v1/router",
                    "{\"regime\":\"trend\",\"active_bots\":[\"a\",\"b\"],\"risk_mandate\":0.5}"));
            assertEquals("trend", set.path("regime").asText());
            assertEquals("[\"a\",\"b\"]", set.path("active_bots").toString());
            assertEquals(timeless(set), timeless(json(tickwire.get("/api/v1/router"))));
            Awaitility.await()
                    .atMost(SOON)
                    .until(() -> risk(tickwire).path("risk_multiplier").asDouble() == 0.5);
            for (String wrong : List.of("{\"risk_mandate\":1.5}", "{\"risk_mandate\":\"1\"}", "{\"active_bots\":1}")) {
                assertEquals(400, tickwire.send("PUT", "/api/v1/router", wrong).statusCode(), wrong);
            }
            assertEquals(timeless(set), timeless(json(tickwire.get("/api/v1/router"))));
        }
    }

    /** Without the newest tick, which goes on. */
    private static JsonNode timeless(JsonNode router) {
        return ((ObjectNode) router.deepCopy()).remove(List.of("last_tick_msc", "last_tick_time"));
    }

    @Test
    void journaledSignalsAreListedFilteredAndPaged() {
        try (TickwireProcess tickwire = folder.start();
                Trader trader = new Trader(tickwire).awaitTick()) {
            List<String> sent = new ArrayList<>();
            for (int i = 0; i < 7; i++) {
                UUID id = UUID.randomUUID();
                succeeded(trader.buy(id));
                sent.add(0, id.toString());
            }
            UUID expired = UUID.randomUUID();
            trader.signal(expired, "\"action\":\"BUY\",\"volume\":0.01,\"expiration\":\"2020-01-01T00:00:00.000Z\"");

            List<String> listed = new ArrayList<>();
            String cursor = "";
            int pages = 0;
            do {
                JsonNode page = json(tickwire.get("/api/v1/signals?limit=3" + cursor));
                page.path("signals")
                        .forEach(signal -> listed.add(signal.path("signal_id").asText()));
                cursor = page.has("next_cursor")
                        ? "&cursor=" + page.path("next_cursor").asText()
                        : "";
                pages++;
            } while (!cursor.isEmpty());
            assertEquals(sent, listed, "the newest first; what was refused before it was sent is not kept");
            assertEquals(3, pages);
            assertEquals(
                    7,
                    json(tickwire.get("/api/v1/signals?symbol=EURUSD&status=success"))
                            .path("signals")
                            .size());
            assertEquals(
                    0,
                    json(tickwire.get("/api/v1/signals?symbol=GBPUSD"))
                            .path("signals")
                            .size());
            assertEquals(
                    0,
                    json(tickwire.get("/api/v1/signals?status=failed"))
                            .path("signals")
                            .size());
            JsonNode one = json(tickwire.get("/api/v1/signals/" + sent.get(0)));
            assertEquals("success", one.path("status").asText(), one::toString);
            assertEquals("buy", one.path("result").path("type").asText(), one::toString);
            assertEquals(404, tickwire.get("/api/v1/signals/" + expired).statusCode());
            for (String wrong : List.of("/nonsense", "?limit=0", "?limit=1001", "?limit=x", "?cursor=x")) {
                assertEquals(400, tickwire.get("/api/v1/signals" + wrong).statusCode(), wrong);
            }
        }
    }

    @Test
    void theLossOfADayEndsTheDayAndARestartDoesNotBeginItAgain() throws IOException {
        String config = folder.config(
                ",\"feed\":{\"type\":\"replay\",\"files\":[\"" + fallingMarket() + "\"],\"waitForSubscriber\":true}",
                "");
        try (TickwireProcess tickwire = TickwireProcess.start(config);
                Trader trader = new Trader(tickwire).awaitTick()) {
            succeeded(trader.signal(UUID.randomUUID(), "\"action\":\"BUY\",\"volume\":1"));
            Awaitility.await()
                    .atMost(SOON)
                    .until(() -> risk(tickwire).path("daily_loss_percent").asDouble() > 4);
            assertDayIsOver(trader);
            succeeded(trader.close(UUID.randomUUID()));
            assertDayIsOver(trader);
            tickwire.kill();
            tickwire.awaitExit(SOON);
        }
        try (TickwireProcess tickwire = TickwireProcess.start(config);
                Trader trader = new Trader(tickwire).awaitTick()) {
            assertEquals(10000, risk(tickwire).path("day").path("start_equity").asDouble());
            assertDayIsOver(trader);
            ok(tickwire.send("POST", "/api/v1/risk/resume", "{\"reset\":true}"));
            succeeded(trader.buy());
        }
    }

    private static void assertDayIsOver(Trader trader) {
        JsonNode refused = trader.buy();
        assertEquals("RISK_REJECTED", Trader.code(refused), refused::toString);
        assertEquals("DAILY_LOSS", refused.path("details").path("reason").asText(), refused::toString);
    }

    /** Five seconds at 1.1, then half a cent lower in as many steps as pips: one lot loses 500 of 10000. */
    private String fallingMarket() throws IOException {
        StringBuilder csv = new StringBuilder("time_msc,bid,ask\n");
        for (int i = 0; i < 600; i++) {
            double bid = 1.1 - 0.0001 * Math.min(50, Math.max(0, i - 50)) + 0.00001 * (i % 2);
            csv.append(String.format(Locale.ROOT, "%d,%.5f,%.5f%n", 1_769_508_000_000L + i * 100L, bid, bid + 0.0001));
        }
        return Files.writeString(folder.file("EURUSD.csv"), csv).toString();
    }

    private static JsonNode welcome(TickwireProcess tickwire) {
        try (WsClient client = WsClient.connect(tickwire.bridgeUrl())) {
            return client.await("connection_established");
        }
    }

    private static JsonNode succeeded(JsonNode answer) {
        assertEquals("success", Trader.status(answer), answer::toString);
        return answer;
    }

    private static JsonNode ok(HttpResponse<String> response) {
        assertEquals(200, response.statusCode(), response.body());
        return json(response);
    }

    private static JsonNode json(HttpResponse<String> response) {
        return NodeFolder.json(response.body());
    }

    private static JsonNode risk(TickwireProcess tickwire) {
        return json(tickwire.get("/api/v1/risk"));
    }
}
