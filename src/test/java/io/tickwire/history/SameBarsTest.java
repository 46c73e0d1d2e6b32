package io.tickwire.history;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tickwire.config.MarketConfig;
import io.tickwire.domain.Bar;
import io.tickwire.domain.BarGrid;
import io.tickwire.domain.RawTick;
import io.tickwire.domain.Timeframe;
import io.tickwire.domain.message.BarQuery;
import io.tickwire.domain.message.StoredTicks;
import io.tickwire.domain.message.StoredTicksQuery;
import io.tickwire.market.MarketCache;
import io.tickwire.market.TickPipeline;
import io.tickwire.ops.Metrics;
import io.tickwire.terminal.SymbolCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The same ticks make the same bars and come back the same, whatever happened on their way. */
final class SameBarsTest {
    private static final int ALL = 100_000;

    /** Weekends, bursts, quiet hours; flushes and restarts anywhere; a broker's zone. */
    @Property(tries = 12)
    void barsOfTheStoreOfThePollerAndOfANaiveLoopAreEqual(@ForAll Random random) throws IOException {
        String zone = random.nextBoolean() ? "UTC" : "Europe/Athens";
        BarGrid grid = new BarGrid(ZoneId.of(zone));
        MarketCache cache = new MarketCache(new MarketConfig(Map.of(), 100, ALL, zone, 1, Duration.ofSeconds(1)), 1);
        cache.open("EURUSD", SymbolCatalogue.spec("EURUSD"), true);
        try (Scene scene = new Scene(Files.createTempDirectory("bars"), grid, "{}")) {
            TickPipeline live =
                    new TickPipeline(cache, scene.clock, new Metrics(new SimpleMeterRegistry()), tick -> {}, bar -> {});
            List<RawTick> ticks = ticks(random);
            for (RawTick tick : ticks) {
                live.accept("EURUSD", tick, 1);
                scene.tick("EURUSD", tick.timeMsc(), tick.bid());
                if (random.nextInt(100) == 0) {
                    scene.flush();
                }
                if (random.nextInt(700) == 0) {
                    scene.flush();
                    scene.restart();
                }
            }
            if (random.nextBoolean()) {
                scene.flush();
            }
            for (Timeframe timeframe : Timeframe.values()) {
                List<Bar> stored = scene.bars("EURUSD", timeframe, ALL, true);
                same(naive(ticks, timeframe, ZoneId.of(zone)), plain(stored), timeframe + " " + zone);
                same(cache.bars(new BarQuery("EURUSD", timeframe, ALL)).bars(), stored, "live " + timeframe);
                int few = 1 + random.nextInt(5);
                same(
                        stored.subList(Math.max(0, stored.size() - few), stored.size()),
                        scene.bars("EURUSD", timeframe, few, true),
                        "newest " + few + " " + timeframe);
                same(
                        stored.subList(0, Math.min(few, stored.size())),
                        scene.bars("EURUSD", timeframe, few, false),
                        "first " + few + " " + timeframe);
            }
        }
    }

    /** Says the first difference: whole lists are too long to read. */
    private static void same(List<?> expected, List<?> actual, String what) {
        for (int i = 0; i < Math.min(expected.size(), actual.size()); i++) {
            assertEquals(expected.get(i), actual.get(i), what + ", number " + i + " of " + expected.size());
        }
        assertEquals(expected.size(), actual.size(), what);
    }

    private static List<RawTick> ticks(Random random) {
        List<RawTick> ticks = new ArrayList<>();
        long time = Instant.parse("2026-03-26T20:00:00Z").toEpochMilli();
        int points = 110_000;
        for (int i = 0; i < 1_500; i++) {
            int step = random.nextInt(100);
            time += step < 70
                    ? random.nextInt(20_000)
                    : step < 97 ? random.nextInt(1_200_000) : step < 99 ? 0 : random.nextInt(200_000_000);
            points += random.nextInt(41) - 20;
            points += ticks.isEmpty() || points != Math.round(ticks.get(i - 1).bid() * 1e5) ? 0 : 1;
            ticks.add(RawTick.quote("EURUSD", time, points / 1e5, (points + 10) / 1e5));
        }
        return ticks;
    }

    private static List<String> plain(List<Bar> bars) {
        return bars.stream()
                .map(bar -> bar.timeMsc() + " " + bar.open() + " " + bar.high() + " " + bar.low() + " " + bar.close()
                        + " " + bar.tickVolume())
                .toList();
    }

    /** Worked out with the calendar of the JDK and nothing of ours. */
    private static List<String> naive(List<RawTick> ticks, Timeframe timeframe, ZoneId zone) {
        Map<Long, List<Double>> periods = new TreeMap<>();
        for (RawTick tick : ticks) {
            periods.computeIfAbsent(start(tick.timeMsc(), timeframe, zone), start -> new ArrayList<>())
                    .add(tick.bid());
        }
        List<String> bars = new ArrayList<>();
        periods.forEach((start, bids) -> bars.add(start + " " + bids.get(0) + " "
                + bids.stream().mapToDouble(bid -> bid).max().orElseThrow() + " "
                + bids.stream().mapToDouble(bid -> bid).min().orElseThrow() + " " + bids.get(bids.size() - 1) + " "
                + bids.size()));
        return bars;
    }

    private static long start(long timeMsc, Timeframe timeframe, ZoneId zone) {
        ZonedDateTime time = Instant.ofEpochMilli(timeMsc).atZone(zone);
        LocalDate day = time.toLocalDate();
        long minutes = timeframe.millis() / 60_000;
        ZonedDateTime start =
                switch (timeframe) {
                    case MN1 -> day.withDayOfMonth(1).atStartOfDay(zone);
                    case W1 -> day.minusDays(day.getDayOfWeek().getValue() % 7).atStartOfDay(zone);
                    case D1 -> day.atStartOfDay(zone);
                    default ->
                        minutes <= 60
                                ? Instant.ofEpochMilli(timeMsc / timeframe.millis() * timeframe.millis())
                                        .atZone(zone)
                                : day.atTime((int) (time.getHour() * 60L / minutes * minutes / 60), 0)
                                        .atZone(zone);
                };
        return start.toInstant().toEpochMilli();
    }

    /** Pages of any size, while more ticks come, blocks are merged and the node restarts. */
    @Property(tries = 10)
    void pagesGiveEachTickOnceInOrder(@ForAll Random random) throws IOException {
        try (Scene scene = new Scene(Files.createTempDirectory("pages"))) {
            List<RawTick> ticks = ticks(random);
            int given = 0;
            List<String> paged = new ArrayList<>();
            String cursor = "";
            boolean last = false;
            while (given < ticks.size() || !last) {
                for (int i = random.nextInt(200); i > 0 && given < ticks.size(); i--) {
                    RawTick tick = ticks.get(given++);
                    scene.tick("EURUSD", tick.timeMsc(), tick.bid());
                }
                if (random.nextBoolean()) {
                    scene.flush();
                }
                if (random.nextInt(10) == 0) {
                    scene.flush();
                    scene.restart();
                }
                StoredTicks page = scene.page(new StoredTicksQuery(
                        "EURUSD", ticks.get(0).timeMsc(), Long.MAX_VALUE, cursor, 1 + random.nextInt(100), false));
                // The end of what there is: a reader that got no cursor begins its next question behind it.
                last = page.next().isEmpty();
                if (!last) {
                    page.ticks().forEach(tick -> paged.add(tick.timeMsc() + " " + tick.bid()));
                    cursor = page.next();
                } else if (given == ticks.size()) {
                    page.ticks().forEach(tick -> paged.add(tick.timeMsc() + " " + tick.bid()));
                }
            }
            assertEquals(
                    ticks.stream()
                            .map(tick -> tick.timeMsc() + " " + tick.bid())
                            .toList(),
                    paged);
        }
    }
}
