package io.tickwire.terminal.feeds;

import static io.tickwire.domain.RawTick.quote;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tickwire.domain.RawTick;
import io.tickwire.domain.TickFlags;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayFormatsTest {
    private static final String MT5_TICKS = "<DATE>\t<TIME>\t<BID>\t<ASK>\t<LAST>\t<VOLUME>\t<FLAGS>";

    @TempDir
    private Path dir;

    @Test
    void leanTicksTakeDateAndSymbolFromTheNames() {
        Path file = Recordings.zip(
                dir,
                "20140501_quote.zip",
                "20140501_eurusd_tick_quote.csv",
                "292,1.38676,1.38686",
                "920,1.38676,1.38687");
        long midnight = msc("2014-05-01T00:00:00Z");

        assertEquals(
                List.of(
                        quote("EURUSD", midnight + 292, 1.38676, 1.38686),
                        quote("EURUSD", midnight + 920, 1.38676, 1.38687)),
                Recordings.all(Recordings.auto(file)));
    }

    @Test
    void leanBarsBecomeFourQuotesWithBothSides() {
        Path file = Recordings.zip(
                dir,
                "oanda-eurusd-hour.zip",
                "eurusd.csv",
                "20070101 21:00,1.3,1.5,1.2,1.4,0,1.31,1.51,1.21,1.41,0",
                "20070101 22:00,1.4,1.5,1.2,1.3,0,1.41,1.51,1.21,1.31,0");
        long start = msc("2007-01-01T21:00:00Z");
        long hour = 3_600_000;

        assertEquals(
                List.of(
                        quote("EURUSD", start, 1.3, 1.31),
                        quote("EURUSD", start + hour / 4, 1.2, 1.21),
                        quote("EURUSD", start + hour / 2, 1.5, 1.51),
                        quote("EURUSD", start + hour - 1, 1.4, 1.41),
                        quote("EURUSD", start + hour, 1.4, 1.41),
                        quote("EURUSD", start + hour * 5 / 4, 1.5, 1.51),
                        quote("EURUSD", start + hour * 3 / 2, 1.2, 1.21),
                        quote("EURUSD", start + 2 * hour - 1, 1.3, 1.31)),
                Recordings.all(Recordings.auto(file)));
    }

    @Test
    void mt5TicksKeepWhatALineLeavesEmptyAndAreInBrokerTime() {
        Path file = Recordings.plain(
                dir,
                "GBPUSD_202408080000_202408090000.csv",
                MT5_TICKS,
                "2024.08.08\t00:00:01.123\t1.26900\t1.26912\t\t\t6",
                "2024.08.08\t00:00:02.5\t\t1.26913\t\t\t4",
                "2024.08.08\t00:00:03.001\t1.26901\t\t1.26905\t2\t");
        long start = msc("2024-08-07T21:00:01.123Z");

        assertEquals(
                List.of(
                        new RawTick("GBPUSD", start, 1.269, 1.26912, 0, 0, 6),
                        new RawTick("GBPUSD", start + 1377, 1.269, 1.26913, 0, 0, 4),
                        new RawTick(
                                "GBPUSD",
                                start + 1878,
                                1.26901,
                                1.26913,
                                1.26905,
                                2,
                                TickFlags.BID | TickFlags.LAST | TickFlags.VOLUME)),
                Recordings.all(Recordings.inZone(file, "Europe/Athens")));
    }

    @Test
    void mt5BarsUseTheSpreadColumnInPoints() {
        Path file = Recordings.plain(
                dir,
                "USDJPY_M1_2024.csv",
                "<DATE>\t<TIME>\t<OPEN>\t<HIGH>\t<LOW>\t<CLOSE>\t<TICKVOL>\t<VOL>\t<SPREAD>",
                "2024.01.02\t00:00:00\t151.100\t151.200\t151.000\t151.150\t9\t0\t12");
        long start = msc("2024-01-02T00:00:00Z");

        assertEquals(
                List.of(
                        quote("USDJPY", start, 151.1, 151.112),
                        quote("USDJPY", start + 15_000, 151.0, 151.012),
                        quote("USDJPY", start + 30_000, 151.2, 151.212),
                        quote("USDJPY", start + 59_999, 151.15, 151.162)),
                Recordings.all(Recordings.auto(file)));
    }

    @Test
    void mt5DailyBarsHaveNoTimeColumn() {
        Path file = Recordings.plain(
                dir,
                "EURUSD_Daily.csv",
                "<DATE>\t<OPEN>\t<HIGH>\t<LOW>\t<CLOSE>\t<TICKVOL>\t<VOL>\t<SPREAD>",
                "2024.01.02\t1.1\t1.2\t1.0\t1.1\t9\t0\t5",
                "2024.01.03\t1.1\t1.2\t1.0\t1.1\t9\t0\t5");
        List<RawTick> ticks = Recordings.all(Recordings.auto(file));

        assertEquals(8, ticks.size());
        assertEquals(quote("EURUSD", msc("2024-01-02T23:59:59.999Z"), 1.1, 1.10005), ticks.get(3));
    }

    @Test
    void pointBarsAreDividedByTheDigitsAndGetTheSettingsSpread() {
        Path file = Recordings.gzip(
                dir,
                "GBPUSDh1.csv.gz",
                "Date,open,high,low,close,tick_volume",
                "2012-11-16 05:00:00,158611.0,158618.0,158572.0,158599.0,1032",
                "2012-11-16 06:00:00,158597.0,158628.0,158573.0,158573.0,1220");
        List<RawTick> ticks = Recordings.all(Recordings.inZone(file, "Europe/Athens"));

        assertEquals(8, ticks.size());
        assertEquals(quote("GBPUSD", msc("2012-11-16T03:00:00Z"), 1.58611, 1.58621), ticks.get(0));
        assertEquals(quote("GBPUSD", msc("2012-11-16T03:15:00Z"), 1.58618, 1.58628), ticks.get(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1704153600250",
                "1704153600.250",
                "1704153600250000000",
                "2024-01-02T00:00:00.250Z",
                "2024-01-02T02:00:00.250+02:00",
                "2024-01-02 00:00:00.250"
            })
    void csvReadsManySpellingsOfATime(String time) {
        Path file = Recordings.plain(dir, "ticks.csv", "Symbol;ASK;Bid;Timestamp", "EURUSD;1.2;1.1;" + time);

        assertEquals(List.of(quote("EURUSD", 1_704_153_600_250L, 1.1, 1.2)), Recordings.all(Recordings.auto(file)));
    }

    @Test
    void csvTakesDateAndTimeColumnsAndDeals() {
        Path file = Recordings.plain(
                dir, "eurusd.csv", "date,time,bid,ask,last,volume", "2024.01.02,00:00:01,1.1,1.2,1.15,3");
        int flags = TickFlags.QUOTE | TickFlags.LAST;

        assertEquals(
                List.of(new RawTick("EURUSD", 1_704_153_601_000L, 1.1, 1.2, 1.15, 3, flags)),
                Recordings.all(Recordings.auto(file)));
    }

    @Test
    void binanceBookTickersAreQuotesAndOtherStreamsAreIgnored() {
        Path file = Recordings.gzip(
                dir,
                "spot.gz",
                "1723161253937085768 {\"stream\":\"btcusdt@depth@100ms\",\"data\":{\"s\":\"BTCUSDT\",\"b\":[[\"1\",\"2\"]]}}",
                "1723161254087891268 {\"stream\":\"btcusdt@bookTicker\",\"data\":{\"u\":5,\"s\":\"BTCUSDT\","
                        + "\"b\":\"61837.63000000\",\"B\":\"3.7\",\"a\":\"61837.64000000\",\"A\":\"1.5\"}}",
                "1723161254087896568 {\"stream\":\"btcusdt@bookTicker\",\"data\":{\"u\":");
        try (ReplayFeed feed = ReplayFeed.open(Recordings.auto(file))) {
            assertEquals(List.of(quote("BTCUSDT", 1_723_161_254_087L, 61837.63, 61837.64)), Recordings.take(feed, 10));
            assertEquals(new FeedStats(1, 1, 1, Map.of(LineVerdict.BAD_JSON, 1L)), feed.stats());
        }
    }

    private static long msc(String instant) {
        return Instant.parse(instant).toEpochMilli();
    }
}
