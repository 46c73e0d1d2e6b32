package io.tickwire.terminal.feeds;

import static io.tickwire.domain.RawTick.quote;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.domain.RawTick;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayFeedTest {
    private static final String HEADER = "time,bid,ask";
    private static final long T = 1_704_153_600_000L;

    @TempDir
    private Path dir;

    @Test
    void twoSymbolsAreMergedByTime() {
        Recordings.plain(dir, "gbpusd.csv", HEADER, at(1), at(3), at(4));
        Recordings.plain(dir, "eurusd.csv", HEADER, at(2), at(4), at(5));

        assertEquals(
                List.of("GBPUSD 1", "EURUSD 2", "GBPUSD 3", "GBPUSD 4", "EURUSD 4", "EURUSD 5"),
                Recordings.all(Recordings.auto(dir)).stream()
                        .map(tick -> tick.symbol() + " " + (tick.timeMsc() - T))
                        .toList());
    }

    @Test
    void filesOfAGlobFollowTheirTimesNotTheirNames() {
        Recordings.plain(dir, "eurusd_a.csv", HEADER, at(50), at(60));
        Recordings.plain(dir, "eurusd_b.csv", HEADER, at(10), at(20));
        Recordings.plain(dir, "other.csv", HEADER, at(1));

        assertEquals(List.of(10L, 20L, 50L, 60L), times(Recordings.all(Recordings.auto(dir + "/eurusd_*.csv"))));
    }

    @Test
    void aLaterFileIsOpenedOnlyWhenItIsDue() {
        Recordings.plain(dir, "eurusd_a.csv", HEADER, at(1), at(2), at(3));
        Recordings.plain(dir, "eurusd_b.csv", HEADER, at(10), at(20));
        try (ReplayFeed feed = ReplayFeed.open(Recordings.auto(dir))) {
            Recordings.take(feed, 2);
            assertEquals(1, feed.stats().files());
            assertEquals(List.of(3L, 10L, 20L), times(Recordings.take(feed, 9)));
            assertEquals(new FeedStats(2, 5, 0, Map.of()), feed.stats());
        }
    }

    @Test
    void loopGoesOnInTime() {
        Path file = Recordings.plain(dir, "eurusd.csv", HEADER, at(0), at(500));
        try (ReplayFeed feed = ReplayFeed.open(Recordings.timed(file, true, 0))) {
            assertEquals(List.of(0L, 500L, 1500L, 2000L, 3000L), times(Recordings.take(feed, 5)));
        }
    }

    @Test
    void shiftMovesTheFirstTickAndKeepsDistances() {
        Path file = Recordings.plain(dir, "eurusd.csv", HEADER, at(7), at(500));

        assertEquals(List.of(90_000L, 90_493L), times(Recordings.all(Recordings.timed(file, false, T + 90_000))));
    }

    @Test
    void badLinesAreCountedByKindAndSkipped() {
        Path file = Recordings.plain(
                dir,
                "eurusd.csv",
                HEADER,
                at(5_000),
                T + 5_001 + ",NaN,1.2",
                T + 5_002 + ",abc,1.2",
                T + 5_003 + ",1.1",
                "yesterday,1.1,1.2",
                T + 5_004 + ",-1,1.2",
                at(10),
                "",
                at(5_005));
        try (ReplayFeed feed = ReplayFeed.open(Recordings.auto(file))) {
            assertEquals(List.of(5_000L, 5_005L), times(Recordings.take(feed, 9)));
            Map<LineVerdict, Long> bad = Map.of(
                    LineVerdict.NOT_A_NUMBER, 2L,
                    LineVerdict.MISSING_COLUMN, 1L,
                    LineVerdict.BAD_TIME, 1L,
                    LineVerdict.BAD_PRICE, 1L,
                    LineVerdict.TIME_WENT_BACK, 1L);
            assertEquals(new FeedStats(1, 2, 0, bad), feed.stats());
        }
    }

    @Test
    void aSlightlyLateTickGetsTheTimeOfTheOneBefore() {
        Path file = Recordings.plain(dir, "eurusd.csv", HEADER, at(5_000), at(4_500), at(6_000));

        assertEquals(List.of(5_000L, 5_000L, 6_000L), times(Recordings.all(Recordings.auto(file))));
    }

    @Test
    void theRepeatedHourOfAutumnIsReadTwice() {
        Path file = Recordings.plain(
                dir, "eurusd.csv", HEADER, "2024-10-27 03:59:00,1.1,1.2", "2024-10-27 03:00:00,1.1,1.2");
        List<RawTick> ticks = Recordings.all(Recordings.inZone(file, "Europe/Athens"));

        assertEquals(60_000, ticks.get(1).timeMsc() - ticks.get(0).timeMsc());
    }

    @Test
    void aFileWithoutAGoodLineIsAnErrorThatNamesTheFirstProblem() {
        Path file = Recordings.plain(dir, "eurusd.csv", HEADER, "x,1.1,1.2", T + ",y,1.2");
        String message = failure(Recordings.auto(file));

        assertTrue(message.contains("eurusd.csv") && message.contains("line 2 is BAD_TIME"), message);
    }

    @Test
    void aPatternWithoutFilesIsAnErrorThatNamesIt() {
        assertTrue(
                failure(Recordings.auto(dir + "/none-*.csv")).startsWith("no file matches '" + dir + "/none-*.csv'"));
        assertTrue(failure(Recordings.auto(dir.resolve("absent.csv"))).startsWith("no file matches"));
    }

    @Test
    void anUnknownFormatIsAnErrorThatNamesTheKnownOnes() {
        String message = failure(Recordings.auto(Recordings.plain(dir, "poem.txt", "roses are red")));

        assertTrue(message.contains("poem.txt") && message.contains("MT5_TICKS"), message);
    }

    @Test
    void aClosedFeedHasEnded() {
        ReplayFeed feed = ReplayFeed.open(Recordings.auto(Recordings.plain(dir, "eurusd.csv", HEADER, at(1), at(2))));
        assertEquals(quote("EURUSD", T + 1, 1.1, 1.2), feed.next());
        feed.close();

        assertNull(feed.next());
    }

    private static String failure(ReplaySettings settings) {
        return assertThrows(FeedException.class, () -> ReplayFeed.open(settings))
                .getMessage();
    }

    private static String at(long offsetMs) {
        return T + offsetMs + ",1.1,1.2";
    }

    private static List<Long> times(List<RawTick> ticks) {
        return ticks.stream().map(tick -> tick.timeMsc() - T).toList();
    }
}
