package io.tickwire.it.strategy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tickwire.it.TickwireProcess;
import io.tickwire.it.WsClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same ticks through the running node at full speed and through the backtester: the same orders, at the same prices and
 * times. Three strategies trade on one account at once: crossing averages, stop orders with a trailing stop, and a grid
 * that its limits hold back.
 */
final class LiveBacktestIT {
    private static final List<String> STRATEGIES = List.of("sma-cross", "breakout", "grid-guard");
    /** What the backtester does at its end, and a market does not. */
    private static final String END = "end of test";

    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    private Path folder;

    @Test
    void aNodeAndTheBacktesterTradeTheSame() throws IOException {
        agree(walk(6_000), "2026-01-05", 50);
    }

    @Test
    @EnabledIfEnvironmentVariable(
            named = "TICKWIRE_DATA",
            matches = ".+",
            disabledReason = "set TICKWIRE_DATA to the recorded data")
    void theyTradeTheSameOnARecordedDay() throws IOException {
        Path day = Path.of(System.getenv("TICKWIRE_DATA"), "oanda-eurusd-ticks", "20140501_quote.zip");
        agree(day, "2014-05-01", 150);
    }

    private void agree(Path ticks, String day, int least) throws IOException {
        for (String id : STRATEGIES) {
            strategy(id);
        }
        Map<String, List<String>> live = live(ticks, day);
        int deals = 0;
        for (String id : STRATEGIES) {
            List<String> backtest = backtest(id, ticks);
            assertEquals(String.join("\n", backtest), String.join("\n", live.getOrDefault(id, List.of())), id);
            deals += backtest.size();
        }
        assertTrue(deals >= least, deals + " deals");
    }

    /** A copy that is switched on, and quick enough for a short walk. */
    private void strategy(String id) throws IOException {
        Path to = Files.createDirectories(folder.resolve("strategies").resolve(id));
        Path from = TickwireProcess.basedir().resolve("verticles/strategies").resolve(id);
        try (var files = Files.list(from)) {
            for (Path file : files.filter(each -> !each.endsWith("DISABLED")).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
        Path descriptor = to.resolve("strategy.json");
        Files.writeString(
                descriptor,
                Files.readString(descriptor)
                        .replace("\"channel\": {\"value\": 24", "\"channel\": {\"value\": 5")
                        .replace("\"atrPeriod\": {\"value\": 14", "\"atrPeriod\": {\"value\": 3")
                        .replace("\"fast\": {\"value\": 10", "\"fast\": {\"value\": 3")
                        .replace("\"slow\": {\"value\": 30", "\"slow\": {\"value\": 8"));
    }

    /** A random walk of EURUSD, 1 to 3 seconds from tick to tick. */
    private Path walk(int ticks) throws IOException {
        Random random = new Random(11);
        StringBuilder lines = new StringBuilder();
        long timeMs = 3_600_000;
        int points = 110_000;
        for (int i = 0; i < ticks; i++) {
            timeMs += 1_000 + random.nextInt(2_000);
            points += (int) Math.round(random.nextGaussian() * 2);
            lines.append(String.format(
                    Locale.ROOT, "%d,%.5f,%.5f%n", timeMs, points / 1e5, (points + 5 + random.nextInt(8)) / 1e5));
        }
        return Files.writeString(folder.resolve("20260105_eurusd_quote.csv"), lines);
    }

    /** Deals of each strategy, as the account shows them. */
    private Map<String, List<String>> live(Path ticks, String day) throws IOException {
        String config = """
                {"http": {"port": 0}, "ticks": {"enabled": false}, "inference": {"enabled": false},
                 "limits": {"ordersPerMinute": 100000, "closesPerMinute": 100000}, "risk": {"ordersPerMinute": 0, "dailyLossPercent": 0},
                 "verticles": {"inference": {"enabled": false}, "webSocketEdge": {"instances": 1}},
                 "strategies": {"folder": "%s"}, "storage": {"path": "%s", "journal": "memory"},
                 "terminals": [{"id": "sim", "simulated": {"feed": {"type": "replay", "format": "lean-ticks",
                   "files": ["%s"], "speed": "max", "times": "original", "waitForSubscriber": true}}}]}
                """.formatted(folder.resolve("strategies"), folder.resolve("data"), ticks);
        try (TickwireProcess node = TickwireProcess.start(config)) {
            for (String id : STRATEGIES) {
                Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> node.log()
                        .lines()
                        .anyMatch(line -> line.contains(id) && line.contains("trades now")));
            }
            try (WsClient client = WsClient.tapping(node.bridgeUrl(), text -> {})) {
                client.send("{\"type\":\"subscribe\",\"symbols\":[\"EURUSD\"]}");
                Awaitility.await().atMost(Duration.ofSeconds(90)).until(() -> node.log()
                        .contains("feed ended"));
            }
            return deals(node, day);
        }
    }

    private static Map<String, List<String>> deals(TickwireProcess node, String day) throws IOException {
        Map<Long, String> magics = new TreeMap<>();
        for (String id : STRATEGIES) {
            magics.put(100_000_000L + Math.floorMod(id.hashCode(), 1_900_000_000), id);
        }
        Map<String, List<String>> deals = new TreeMap<>();
        Map<Long, String> owners = new TreeMap<>();
        String cursor = "";
        do {
            JsonNode page = JSON.readTree(node.get("/api/v1/deals?limit=1000&from=" + day + "T00:00:00Z&to=" + day
                            + "T23:59:59Z" + (cursor.isEmpty() ? "" : "&cursor=" + cursor))
                    .body());
            for (JsonNode deal : page.path("deals")) {
                long position = deal.path("position_id").asLong();
                String own = magics.get(deal.path("magic").asLong());
                String owner = own == null ? owners.get(position) : own;
                owners.put(position, owner);
                deals.computeIfAbsent(owner, key -> new ArrayList<>())
                        .add(line(
                                deal.path("time_msc").asLong(),
                                deal.path("type").asText(),
                                deal.path("volume").asDouble(),
                                deal.path("price").asDouble()));
            }
            cursor = page.path("next_cursor").asText("");
        } while (!cursor.isEmpty());
        deals.values().forEach(list -> list.sort(null));
        return deals;
    }

    private static String line(long timeMsc, String side, double lots, double price) {
        return String.format(Locale.ROOT, "%d %s %.2f %.5f", timeMsc, side, lots, price);
    }

    private List<String> backtest(String id, Path ticks) throws IOException {
        Path result = folder.resolve(id + ".json");
        try (TickwireProcess command = TickwireProcess.run(
                "backtest",
                "--strategy",
                folder.resolve("strategies").resolve(id).toString(),
                "--data",
                ticks.toString(),
                "--format",
                "lean-ticks",
                "--json",
                result.toString())) {
            assertEquals(0, command.awaitExit(Duration.ofSeconds(60)), command.log());
        }
        List<String> deals = new ArrayList<>();
        for (JsonNode trade : JSON.readTree(Files.readString(result)).path("trades")) {
            String side = trade.path("side").asText();
            double lots = trade.path("lots").asDouble();
            deals.add(line(
                    trade.path("open_time").asLong(),
                    side,
                    lots,
                    trade.path("open_price").asDouble()));
            if (!trade.path("comment").asText().contains(END)) {
                deals.add(line(
                        trade.path("close_time").asLong(),
                        side.equals("buy") ? "sell" : "buy",
                        lots,
                        trade.path("close_price").asDouble()));
            }
        }
        deals.sort(null);
        return deals;
    }
}
