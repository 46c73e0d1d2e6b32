package io.tickwire.terminal.feeds;

import static io.tickwire.domain.RawTick.quote;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tickwire.domain.RawTick;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** The loaders against real recordings, where these are present. */
class RecordedMarketTest {

    @Test
    void sevenDaysOfEurusdAreReadToTheLastTick() throws IOException {
        Path dir = data("oanda-eurusd-ticks");
        long expected = 0;
        try (Stream<Path> zips = Files.list(dir)) {
            for (Path zip : zips.toList()) {
                ZipInputStream in = new ZipInputStream(Files.newInputStream(zip));
                in.getNextEntry();
                expected += count(in, line -> !line.isEmpty());
            }
        }
        Seen seen = replay(Recordings.auto(dir));

        assertEquals(expected, seen.count);
        long first = Instant.parse("2014-05-01T00:00:00.292Z").toEpochMilli();
        assertEquals(quote("EURUSD", first, 1.38676, 1.38686), seen.first);
        assertEquals(new FeedStats(7, expected, 0, Map.of()), seen.stats);
    }

    @Test
    void hourlyMetaTraderBarsAreFourTicksEach() throws IOException {
        Path dir = data("mt5-h1");
        long bars = 0;
        for (String name : List.of("GBPUSDh1.csv.gz", "USDJPYh1.csv.gz")) {
            bars += count(gunzip(dir.resolve(name)), line -> Character.isDigit(line.charAt(0)));
        }
        Seen seen = replay(Recordings.inZone(dir, "Europe/Athens"));

        assertEquals(4 * bars, seen.count);
        assertEquals(0, seen.stats.badLines());
    }

    @Test
    void hourlyLeanBarsAreFourTicksEach() throws IOException {
        Path zip = data("oanda-h1").resolve("oanda-eurusd-hour.zip");
        ZipInputStream in = new ZipInputStream(Files.newInputStream(zip));
        in.getNextEntry();
        long bars = count(in, line -> !line.isEmpty());

        assertEquals(4 * bars, replay(Recordings.auto(zip)).count);
    }

    @Test
    void everyBookTickerOfBinanceIsATick() throws IOException {
        Path file = data("binance-frames").resolve("spot_btcusdt_20240808.gz");
        long quotes = count(gunzip(file), line -> line.contains("@bookTicker\""));
        long others = count(gunzip(file), line -> !line.contains("@bookTicker\""));
        Seen seen = replay(Recordings.auto(file));

        assertEquals(new FeedStats(1, quotes, others, Map.of()), seen.stats);
        assertEquals(quote("BTCUSDT", 1_723_161_254_087L, 61837.63, 61837.64), seen.first);
    }

    private record Seen(long count, RawTick first, FeedStats stats) {}

    private static Seen replay(ReplaySettings settings) {
        try (ReplayFeed feed = ReplayFeed.open(settings)) {
            RawTick first = feed.next();
            long count = 1;
            long time = first.timeMsc();
            for (RawTick tick = feed.next(); tick != null; tick = feed.next()) {
                assertTrue(tick.timeMsc() >= time, "time went back at " + tick);
                time = tick.timeMsc();
                count++;
            }
            return new Seen(count, first, feed.stats());
        }
    }

    private static Path data(String name) {
        String root = System.getenv().getOrDefault("TICKWIRE_DATA", "../shared/data");
        Path dir = Path.of(root, name);
        assumeTrue(Files.isDirectory(dir), "no recordings at " + dir + "; set TICKWIRE_DATA to their folder");
        return dir;
    }

    private static InputStream gunzip(Path file) throws IOException {
        return new GZIPInputStream(Files.newInputStream(file));
    }

    private static long count(InputStream in, Predicate<String> wanted) throws IOException {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines().filter(wanted).count();
        }
    }
}
