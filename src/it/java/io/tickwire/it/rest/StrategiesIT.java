package io.tickwire.it.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tickwire.it.Interpreter;
import io.tickwire.it.Markdown;
import io.tickwire.it.TickwireProcess;
import io.tickwire.it.rest.Api.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A strategy in a node of its own, driven over HTTP alone. */
class StrategiesIT {
    private static final String PATH = "/api/v1/strategies/" + TestStrategy.ID;
    private static final int TICKS = 200_000;
    private static final int REDEPLOYS = 20;

    @TempDir
    private Path folder;

    private TickwireProcess node;
    private Api api;
    private TestStrategy strategy;

    private void start() throws IOException {
        Path ticks = folder.resolve("EURUSD.csv");
        StringBuilder csv = new StringBuilder("time_msc,bid,ask\n");
        for (int i = 0; i < TICKS; i++) {
            csv.append(1_700_000_000_000L + i).append(i % 2 == 0 ? ",1.08001,1.08003\n" : ",1.08002,1.08004\n");
        }
        Files.writeString(ticks, csv);
        strategy = new TestStrategy(folder.resolve("strategies"));
        startAgain();
    }

    private void startAgain() {
        node = TickwireProcess.start(
                "{\"http\":{\"port\":0},\"ticks\":{\"enabled\":false},\"inference\":{\"enabled\":false},"
                        + "\"verticles\":{\"inference\":{\"enabled\":false}},"
                        + "\"limits\":{\"ordersPerMinute\":100000,\"closesPerMinute\":100000,\"requestsPerSecond\":1000},"
                        + "\"storage\":{\"path\":\"" + folder.resolve("data") + "\"},"
                        + "\"strategies\":{\"folder\":\"" + folder.resolve("strategies")
                        + "\",\"poll\":\"100ms\",\"stateEvery\":\"100ms\"},"
                        + "\"backtests\":{\"data\":\"" + folder + "\"},"
                        + "\"terminals\":[{\"simulated\":{\"ledger\":\"" + folder.resolve("ledger")
                        + "\",\"feed\":{\"type\":\"replay\",\"files\":[\"" + folder.resolve("EURUSD.csv")
                        + "\"],\"format\":\"csv\",\"symbol\":\"EURUSD\",\"loop\":true}}}]}");
        api = new Api(node.httpUrl());
    }

    @AfterEach
    void stop() {
        if (node != null) {
            node.close();
        }
    }

    @Test
    void tradesOnThroughErrorsRedeploysAndADeath() throws IOException {
        start();
        awaitSent(3);
        String first = running("hash");
        assertEquals(TestStrategy.ID, api.get("/api/v1/strategies").text("strategies/0/id"));
        anErrorStopsNothing(first);
        redeploysWhileItTrades();
        goesBackTo(first);
        aShadowDecidesBesideIt();
        settingsAreCheckedAndTaken();
        nothingWasDoubled();
        stopsAndStarts();
        survivesADeath();
    }

    private void anErrorStopsNothing(String hash) {
        String place = strategy.spoil();
        until(() -> status().json().path("problems").size() == 1);
        assertEquals(place, status().text("problems/0/file") + ":" + status().text("problems/0/line"));
        assertEquals("';' expected", status().text("problems/0/message"));
        assertEquals("running " + hash, status().text("state") + " " + running("hash"));
        awaitSent(gauge("sent") + 3);
        strategy.mend("mended");
        until(() ->
                status().json().path("problems").isEmpty() && !running("hash").equals(hash));
        until(() -> status().text("versions/0/hash").equals(hash));
        assertTrue(api.get(PATH + "/log").raw().body().contains("';' expected"));
    }

    private void redeploysWhileItTrades() {
        long number = status().json().at("/running/number").asLong();
        for (int i = 1; i <= REDEPLOYS; i++) {
            Answer done = api.send("POST", PATH + "/redeploy", null);
            assertEquals("running", done.text("state"), done.raw().body());
            assertEquals(number + i, done.json().at("/running/number").asLong());
            awaitSent(gauge("sent") + 1);
        }
        assertEquals(0, status().json().at("/running/faults").asInt());
    }

    private void goesBackTo(String hash) {
        assertEquals(400, api.post(PATH + "/rollback", "{\"version\":\"0000\"}").status());
        Answer back = api.post(PATH + "/rollback", "{\"version\":\"" + hash + "\"}");
        assertEquals(hash, back.text("running/hash"), back.raw().body());
        assertNotEquals(hash, api.send("POST", PATH + "/rollback", null).text("running/hash"));
    }

    private void aShadowDecidesBesideIt() {
        assertEquals("null", status().text("shadow"));
        assertFalse(
                api.send("POST", PATH + "/shadow", null).json().path("shadow").isNull());
        until(() -> status().json().at("/shadow/agreed").asLong()
                        + status().json().at("/shadow/only_running").asLong()
                > 0);
        assertEquals("null", api.send("POST", PATH + "/drop-shadow", null).text("shadow"));
        assertEquals(400, api.send("POST", PATH + "/promote", null).status());
        api.send("POST", PATH + "/shadow", null);
        Answer promoted = api.send("POST", PATH + "/promote", null);
        assertEquals(200, promoted.status(), promoted.raw().body());
    }

    private void settingsAreCheckedAndTaken() {
        Answer wrong = set("{\"every\":\"often\"}");
        assertEquals("400 VALIDATION_ERROR", wrong.status() + " " + wrong.text("code"));
        assertTrue(wrong.text("message").startsWith("settings.every: must be a whole number"), wrong.text("message"));
        Answer good = set("{\"mode\":\"rest\",\"every\":10}");
        assertEquals(
                "every 10 20 integer",
                good.text("settings/0/name") + " " + good.text("settings/0/value") + " "
                        + good.text("settings/0/default") + " " + good.text("settings/0/type"));
    }

    /** What the account says that was done is what the strategy counted. */
    private void nothingWasDoubled() {
        until(() -> gauge("sent") == gauge("done"));
        Set<String> orders = new HashSet<>();
        int deals = 0;
        String cursor = "";
        do {
            Answer page = api.get("/api/v1/deals?limit=500" + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
            for (JsonNode deal : page.json().path("deals")) {
                if (!deal.path("order").asText().equals("0")) {
                    deals++;
                    assertTrue(orders.add(deal.path("order").asText()), "an order was done twice: " + deal);
                }
            }
            cursor = page.text("next_cursor");
        } while (!cursor.isEmpty());
        assertEquals(gauge("done"), deals);
        assertEquals(deals, status().json().at("/result/orders").asLong());
        System.out.printf("strategies: %d orders over %s versions%n", deals, running("number"));
    }

    private void stopsAndStarts() {
        assertEquals("off", api.send("POST", PATH + "/stop", null).text("state"));
        assertTrue(Files.exists(
                folder.resolve("strategies").resolve(TestStrategy.ID).resolve("DISABLED")));
        assertEquals(400, api.send("POST", PATH + "/redeploy", null).status());
        Answer started = api.send("POST", PATH + "/start", null);
        assertEquals("running rest", started.text("state") + " " + started.text("settings/1/value"));
        until(() -> {
            String audit = Files.readString(folder.resolve("data/audit.log"));
            return audit.contains("\"path\":\"strategy counter stop\",\"outcome\":\"ok\"")
                    && audit.contains("\"path\":\"strategy counter redeploy\",\"outcome\":\"refused\"")
                    && audit.contains("\"path\":\"strategy counter start\",\"outcome\":\"ok\"");
        });
    }

    private void survivesADeath() {
        assertEquals(200, set("{\"mode\":\"hold\",\"every\":10}").status());
        until(() -> gauge("held") == 1 && gauge("sent") == gauge("done"));
        long sent = gauge("sent");
        String ticket = api.get("/api/v1/positions").text("positions/0/ticket");
        String state = folder.resolve("data/strategies/" + TestStrategy.ID).toString();
        until(() -> saved(state, "\"sent\":\"" + sent + "\"") && saved(state, "\"done\":\"" + sent + "\""));
        node.kill();
        node.close();
        startAgain();
        until(() -> status().json().at("/running/ticks").asLong() > 50);
        assertEquals("hold 10", status().text("settings/1/value") + " " + status().text("settings/0/value"));
        assertEquals(1, gauge("held"));
        assertEquals(sent, gauge("sent"));
        assertEquals(1, status().json().at("/result/positions").asInt());
        assertEquals(ticket, api.get("/api/v1/positions").text("positions/0/ticket"));
        assertEquals(1, api.get("/api/v1/positions").json().path("positions").size());
        nothingWasDoubled();
    }

    private static boolean saved(String folder, String text) {
        try (var files = Files.walk(Path.of(folder), 1)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (Files.readString(file).replace(" ", "").contains(text)) {
                    return true;
                }
            }
        } catch (IOException replaced) {
            return false;
        }
        return false;
    }

    private void backtestsWhatTradesAndTellsHowItGoes() {
        String base = "/api/v1/backtests";
        String wish = "{\"strategy\":\"counter\",\"data\":[\"EURUSD.csv\"],\"settings\":{\"every\":1000}}";
        assertEquals(
                "data: '/etc/passwd' is not in backtests.data",
                api.post(base, wish.replace("EURUSD.csv", "/etc/passwd")).text("message"));
        Answer started = api.post(base, wish);
        assertEquals(201, started.status(), started.raw().body());
        String job = started.header("location");
        String events = api.get(job + "/events").raw().body();
        assertTrue(events.startsWith("event: progress\ndata: {"), events);
        assertTrue(events.contains("event: end\ndata: {\"id\":\"" + started.text("id")), events);
        Answer done = api.get(job);
        assertEquals("done", done.text("state"), done.raw().body());
        assertEquals(TICKS, done.json().path("total").asInt());
        assertTrue(
                done.json().at("/statistics/STAT_TRADES").asInt() > 50,
                done.raw().body());
        assertEquals("counter", api.get(job + "/result").text("strategy"));
        Answer report = api.get(job + "/report");
        assertTrue(report.raw().body().startsWith("<!doctype html>"));
        assertTrue(report.header("content-security-policy").contains("script-src 'sha256-"));
        assertEquals("done", api.send("DELETE", job, null).text("state"));
        assertEquals(1, api.get(base).json().path("backtests").size());
    }

    @Test
    void thePrintedStrategyRunsAndIsAskedAsPrinted() throws IOException {
        Markdown page = Markdown.read("src/docs/strategies.md");
        Path follow = Files.createDirectories(folder.resolve("strategies/follow"));
        Files.writeString(follow.resolve("Follow.java"), page.blocks("java").get(0));
        Files.writeString(follow.resolve("strategy.json"), page.blocks("json").get(0));
        start();
        until(() -> api.get("/api/v1/strategies/follow").text("state").equals("running"));
        String lines = page.blocks("bash").get(0).replace("http://127.0.0.1:8001", node.httpUrl());
        Interpreter.Result told = new Interpreter(List.of("bash")).run(Duration.ofSeconds(20), "-ec", lines);
        assertTrue(told.output().contains("\"state\":\"running\""), told::output);
        assertEquals("50", api.get("/api/v1/strategies/follow").text("settings/0/value"), told::output);
        assertEquals(
                "[]",
                api.get("/api/v1/strategies/follow").json().path("problems").toString());
        backtestsWhatTradesAndTellsHowItGoes();
    }

    private Answer set(String settings) {
        return api.send("PUT", PATH + "/settings", "{\"settings\":" + settings + "}");
    }

    private Answer status() {
        return api.get(PATH);
    }

    private String running(String field) {
        return status().text("running/" + field);
    }

    private long gauge(String name) {
        return status().json().at("/gauges/" + name).asLong();
    }

    private void awaitSent(long orders) {
        until(() -> gauge("sent") >= orders);
    }

    private void until(Callable<Boolean> condition) {
        try {
            Awaitility.await()
                    .pollInterval(Duration.ofMillis(20))
                    .atMost(Duration.ofSeconds(15))
                    .until(condition);
        } catch (ConditionTimeoutException never) {
            throw new AssertionError(
                    status().raw().body() + "\n"
                            + api.get(PATH + "/decisions").raw().body() + "\n" + node.log(),
                    never);
        }
    }
}
