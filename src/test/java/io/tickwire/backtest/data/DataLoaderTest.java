package io.tickwire.backtest.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tickwire.config.ReplayFormat;
import io.tickwire.domain.RawTick;
import io.tickwire.history.HistoryImport;
import io.tickwire.journal.SqliteHistoryStore;
import io.tickwire.ops.Clock;
import io.tickwire.terminal.feeds.TickFeed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataLoaderTest {
    private static final String CSV = "time,bid,ask\n"
            + "2026-01-05T12:00:00Z,1.1,1.1002\n"
            + "2026-01-05T12:00:01Z,1.1,1.1002\n"
            + "2026-01-05T12:00:02Z,1.1005,1.1003\n"
            + "2026-01-05T12:00:03Z,1.1001,1.1003\n"
            + "2026-01-05T12:00:09Z,1.1002,1.1004\n";

    @TempDir
    private Path folder;

    private static DataRequest request(Path history, long from, long to, String... sources) {
        return new DataRequest(List.of(sources), from, to, ReplayFormat.AUTO, "", ZoneOffset.UTC, -1, 10, history);
    }

    private DataRequest request(String... sources) {
        return request(folder, Long.MIN_VALUE, Long.MAX_VALUE, sources);
    }

    private static long at(String time) {
        return Instant.parse("2026-01-05T" + time + "Z").toEpochMilli();
    }

    private static List<String> lines(MarketData data) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < data.size(); i++) {
            lines.add(data.symbols().get(data.symbol(i)) + " "
                    + Instant.ofEpochMilli(data.timeMsc(i)).toString().substring(17) + " " + data.bid(i) + " "
                    + data.ask(i));
        }
        return lines;
    }

    private String csv(String name) throws IOException {
        return Files.writeString(folder.resolve(name), CSV).toString();
    }

    @Test
    void leavesOutWhatThePlatformWouldNotPublish() throws IOException {
        DataLoader loader = new DataLoader(request(csv("EURUSD.csv")), read -> {}, () -> false);
        assertEquals(
                List.of("EURUSD 00Z 1.1 1.1002", "EURUSD 03Z 1.1001 1.1003", "EURUSD 09Z 1.1002 1.1004"),
                lines(loader.load()));
        assertEquals(2, loader.leftOut());
    }

    @Test
    void takesASpanOfTime() throws IOException {
        DataRequest span = request(folder, at("12:00:01"), at("12:00:09"), csv("EURUSD.csv"));
        assertEquals(
                List.of("EURUSD 01Z 1.1 1.1002", "EURUSD 03Z 1.1001 1.1003"),
                lines(new DataLoader(span, read -> {}, () -> false).load()));
        DataRequest none = request(folder, at("13:00:00"), at("14:00:00"), csv("EURUSD.csv"));
        DataException empty =
                assertThrows(DataException.class, () -> new DataLoader(none, read -> {}, () -> false).load());
        assertTrue(empty.getMessage().contains("--from"), empty.getMessage());
    }

    @Test
    void historyAndFilesComeInTimeOrder() throws IOException {
        SqliteHistoryStore store = new SqliteHistoryStore(folder.resolve("data"), Clock.system());
        store.open();
        Deque<RawTick> ticks = new ArrayDeque<>();
        for (int second = 0; second < 12; second += 2) {
            ticks.add(RawTick.quote("GBPUSD", at("12:00:00") + second * 1000, 1.3 + second / 1e4, 1.31));
        }
        new HistoryImport(store).run(feed(ticks), "GBPUSD~replay", counts -> {});
        store.close();
        DataRequest both = request(
                folder.resolve("data"), Long.MIN_VALUE, at("12:00:09"), csv("EURUSD.csv"), "history:GBPUSD~replay");
        assertEquals(
                List.of(
                        "EURUSD 00Z 1.1 1.1002",
                        "GBPUSD 00Z 1.3 1.31",
                        "GBPUSD 02Z 1.3002 1.31",
                        "EURUSD 03Z 1.1001 1.1003",
                        "GBPUSD 04Z 1.3004 1.31",
                        "GBPUSD 06Z 1.3006 1.31",
                        "GBPUSD 08Z 1.3008 1.31"),
                lines(new DataLoader(both, read -> {}, () -> false).load()));
        DataRequest wrong = request(folder.resolve("data"), 0, Long.MAX_VALUE, "history:USDJPY");
        DataException unknown =
                assertThrows(DataException.class, () -> new DataLoader(wrong, read -> {}, () -> false).load());
        assertTrue(unknown.getMessage().contains("no series USDJPY"), unknown.getMessage());
    }

    private static TickFeed feed(Deque<RawTick> ticks) {
        return new TickFeed() {
            @Override
            public RawTick next() {
                return ticks.poll();
            }

            @Override
            public void close() {
                // nothing is open
            }
        };
    }

    @Test
    void saysThatTicksDoNotFitIntoMemory() throws IOException {
        StringBuilder many = new StringBuilder("time,bid,ask\n");
        for (int i = 0; i < 5_000; i++) {
            many.append(Instant.ofEpochSecond(1_700_000_000 + i))
                    .append(",1.1")
                    .append(i % 2)
                    .append(",1.2\n");
        }
        String file = Files.writeString(folder.resolve("EURUSD.csv"), many).toString();
        DataException full = assertThrows(
                DataException.class, () -> new DataLoader(request(file), read -> {}, () -> false, 25 * 1_000L).load());
        assertTrue(full.getMessage().contains("-Xmx") && full.getMessage().contains("1,000"), full.getMessage());
    }

    @Test
    void isCancelled() throws IOException {
        StringBuilder many = new StringBuilder("time,bid,ask\n");
        for (int i = 0; i < 140_000; i++) {
            many.append(Instant.ofEpochSecond(1_700_000_000 + i))
                    .append(",1.1")
                    .append(i % 2)
                    .append(",1.2\n");
        }
        String file = Files.writeString(folder.resolve("EURUSD.csv"), many).toString();
        List<Long> read = new ArrayList<>();
        assertThrows(CancelledException.class, () -> new DataLoader(request(file), read::add, () -> read.size() == 2)
                .load());
        assertEquals(List.of(65_536L, 131_072L), read);
    }

    @Test
    void readsRecordedDays() {
        String data = System.getenv("TICKWIRE_DATA");
        assumeTrue(data != null, "TICKWIRE_DATA names no folder of recorded days");
        MarketData days = new DataLoader(request(data + "/oanda-eurusd-ticks"), read -> {}, () -> false).load();
        assertEquals(List.of("EURUSD"), days.symbols());
        assertTrue(days.size() > 270_000, days.size() + " ticks");
        MarketData day = days.between(
                Instant.parse("2014-05-02T00:00:00Z").toEpochMilli(),
                Instant.parse("2014-05-03T00:00:00Z").toEpochMilli());
        assertTrue(day.firstMsc() >= Instant.parse("2014-05-02T00:00:00Z").toEpochMilli());
        assertTrue(day.lastMsc() < Instant.parse("2014-05-03T00:00:00Z").toEpochMilli());
        assertTrue(day.size() > 10_000 && day.size() < days.size());
    }
}
