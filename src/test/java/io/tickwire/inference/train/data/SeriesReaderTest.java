package io.tickwire.inference.train.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SeriesReaderTest {
    @TempDir
    Path folder;

    private PriceSeries read(String name, byte[] content, String column, double point, String zone)
            throws IOException, DataException {
        Path file = Files.write(folder.resolve(name), content);
        return new SeriesReader(new SeriesFormat(column, point, ZoneId.of(zone))).read(file);
    }

    private PriceSeries csv(String content) throws IOException, DataException {
        return read("a.csv", content.getBytes(StandardCharsets.UTF_8), "close", 1, "UTC");
    }

    private static long at(String time) {
        return Instant.parse(time).toEpochMilli();
    }

    @Test
    void readsLeansHourQuotesInUtcWhateverTheZoneIs() throws IOException, DataException {
        Path file = folder.resolve("eurusd.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("eurusd.csv"));
            zip.write("20070101 21:00,1.31927,1.31955,1.3187,1.31935,0,1.32027,1.32055,1.3197,1.32035,0\n"
                    .getBytes(StandardCharsets.UTF_8));
        }
        PriceSeries series = new SeriesReader(new SeriesFormat("close", 0.01, ZoneId.of("Europe/Athens"))).read(file);
        assertArrayEquals(new double[] {1.31935}, series.closes());
        assertArrayEquals(new long[] {at("2007-01-01T21:00:00Z")}, series.startsMsc());
    }

    @Test
    void readsMetaTradersPointsInItsOwnTime() throws IOException, DataException {
        Path file = folder.resolve("gbpusd.csv.gz");
        try (OutputStream gzip = new GZIPOutputStream(Files.newOutputStream(file))) {
            gzip.write(("Date,open,high,low,close,tick_volume\n"
                            + "2012-11-16 05:00:00,158611.0,158618.0,158572.0,158599.0,1032\n")
                    .getBytes(StandardCharsets.UTF_8));
        }
        PriceSeries series =
                new SeriesReader(new SeriesFormat("close", 0.00001, ZoneId.of("Europe/Athens"))).read(file);
        assertArrayEquals(new double[] {1.58599}, series.closes());
        assertArrayEquals(new long[] {at("2012-11-16T03:00:00Z")}, series.startsMsc());
    }

    @Test
    void readsWhatMetaTraderExports() throws IOException, DataException {
        PriceSeries series = csv("<DATE>\t<TIME>\t<CLOSE>\n2024.01.02\t00:00:00\t1.1\n2024.01.02\t01:00:00\t1.2\n");
        assertArrayEquals(new double[] {1.1, 1.2}, series.closes());
        assertArrayEquals(new long[] {at("2024-01-02T00:00:00Z"), at("2024-01-02T01:00:00Z")}, series.startsMsc());
    }

    @ParameterizedTest
    @CsvSource({
        "1704153600,           2024-01-02T00:00:00Z",
        "1704153600000,        2024-01-02T00:00:00Z",
        "2024-01-02,           2024-01-02T00:00:00Z",
        "2024-01-02T02:00+02:00, 2024-01-02T00:00:00Z",
        "2024-01-02 00:00:00.000Z, 2024-01-02T00:00:00Z",
        "20240102 00:00,       2024-01-02T00:00:00Z",
    })
    void readsTimesAsPeopleWriteThem(String text, String time) throws IOException, DataException {
        assertArrayEquals(
                new long[] {at(time)}, csv("time,close\n" + text + ",7\n").startsMsc());
    }

    @Test
    void takesAColumnByNameAndNoTimes() throws IOException, DataException {
        PriceSeries series = read("b.csv", "n;Mid\n1;10\n\n2;11\n".getBytes(StandardCharsets.UTF_8), "mid", 1, "UTC");
        assertArrayEquals(new double[] {10, 11}, series.closes());
        assertFalse(series.timed());
        assertEquals(2, series.between(5, 6).closes().length);
    }

    @Test
    void cutsByTimeWithoutTheEnd() throws IOException, DataException {
        PriceSeries series = csv("date,close\n2024-01-01,1\n2024-01-02,2\n2024-01-03,3\n");
        assertArrayEquals(
                new double[] {2},
                series.between(at("2024-01-01T01:00:00Z"), at("2024-01-03T00:00:00Z"))
                        .closes());
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "date,open/2024-01-01,1                        | line 1: no column 'close' among [date, open]",
                "date,close/2024-01-01,x                       | line 2: 'x' is no price above 0",
                "date,close/2024-01-01,-1                      | line 2: '-1' is no price",
                "date,close/2024-01-01,NaN                     | line 2: 'NaN' is no price",
                "date,close/2024-13-01,1                       | line 2: '2024-13-01' is no time",
                "date,close/2024-01-02,1/2024-01-02,1          | line 3: its time 2024-01-02 is not after",
                "date,close/2024-01-01                         | line 2: it has 1 columns, not 2",
                "date,close                                    | there are no bars in it",
            })
    void saysWhichFileWhichLineAndWhatToDo(String lines, String said) {
        DataException problem = assertThrows(DataException.class, () -> csv(lines.replace('/', '\n')));
        assertTrue(problem.getMessage().contains("a.csv"), problem.getMessage());
        assertTrue(problem.getMessage().contains(said), problem.getMessage());
        assertTrue(problem.getMessage().contains("; "), problem.getMessage());
    }

    @Test
    void aMissingFileIsSaid() {
        SeriesReader reader = new SeriesReader(new SeriesFormat("close", 1, ZoneId.of("UTC")));
        assertThrows(DataException.class, () -> reader.read(folder.resolve("none.csv")));
    }
}
