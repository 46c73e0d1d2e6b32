package io.tickwire.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tickwire.journal.SqliteHistoryStore;
import io.tickwire.ops.Clock;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HistoryCommandTest {
    private static final String TICKS = """
            symbol,time_msc,bid,ask,last,volume,flags
            EURUSD,1767571200000,1.1,1.10012,0,0,6
            EURUSD,1767571200000,1.10003,1.10013,0,0,6
            EURUSD,1767574799999,1.09999,1.1001,0,0,2
            EURUSD,1767574800000,1.1234567890123,1.2,1.15,0.25,30
            """;

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private ExitCode run(String... args) throws IOException {
        return new HistoryCommand(out, new PrintStream(err, true), Clock.system()).run(List.of(args));
    }

    private String exported(String... args) throws IOException {
        out.getBuffer().setLength(0);
        List<String> all = new ArrayList<>(List.of("export", "--symbol", "EURUSD"));
        all.addAll(List.of(args));
        assertEquals(ExitCode.OK, run(all.toArray(String[]::new)), err.toString());
        return out.toString();
    }

    private void imported(String data, String... more) throws IOException {
        Path file = Files.writeString(folder.resolve("ticks.csv"), data);
        List<String> all = new ArrayList<>(List.of("import", "--file", file.toString()));
        all.addAll(List.of(more));
        assertEquals(ExitCode.OK, run(all.toArray(String[]::new)), err.toString());
    }

    @Test
    void whatIsImportedComesOutAgainAndTwiceIsOnce() throws IOException {
        String place = folder.resolve("a").toString();
        imported(TICKS, "--folder", place);
        assertEquals(TICKS, exported("--folder", place));
        imported(TICKS, "--folder", place);
        assertTrue(out.toString().contains("0 ticks stored, 4 were there already"), out.toString());
        assertEquals(TICKS, exported("--folder", place));
    }

    @Test
    void metaTradersLayoutInABrokersZoneIsReadAgainTheSame() throws IOException {
        String first = folder.resolve("a").toString();
        String second = folder.resolve("b").toString();
        imported(TICKS, "--folder", first);
        String mt5 = exported("--folder", first, "--format", "mt5", "--zone", "Europe/Athens");
        assertTrue(
                mt5.startsWith("<DATE>\t<TIME>\t<BID>\t<ASK>\t<LAST>\t<VOLUME>\t<FLAGS>\n"
                        + "2026.01.05\t02:00:00.000\t1.1\t1.10012\t0\t0\t6\n"),
                mt5);
        imported(mt5, "--folder", second, "--zone", "Europe/Athens", "--symbol", "EURUSD");
        assertEquals(TICKS, exported("--folder", second));
    }

    @Test
    void exportsBarsOfAnyTimeframe() throws IOException {
        String place = folder.resolve("a").toString();
        imported(TICKS, "--folder", place);
        assertEquals(
                "symbol,time_msc,open,high,low,close,tick_volume\n"
                        + "EURUSD,1767571200000,1.1,1.10003,1.09999,1.09999,3\n"
                        + "EURUSD,1767574800000,1.1234567890123,1.1234567890123,1.1234567890123,1.1234567890123,1\n",
                exported("--folder", place, "--what", "bars"));
        assertEquals(
                "<DATE>\t<TIME>\t<OPEN>\t<HIGH>\t<LOW>\t<CLOSE>\t<TICKVOL>\t<VOL>\t<SPREAD>\n"
                        + "2026.01.05\t00:00:00\t1.1\t1.1234567890123\t1.09999\t1.1234567890123\t4\t0\t\n",
                exported("--folder", place, "--what", "bars", "--tf", "D1", "--format", "mt5"));
    }

    @Test
    void listsAndVerifiesBesideTheWriterAndImportsOnlyAlone() throws IOException {
        String place = folder.resolve("a").toString();
        imported(TICKS, "--folder", place);
        SqliteHistoryStore node = new SqliteHistoryStore(Path.of(place), Clock.system());
        node.open();
        try {
            assertEquals(ExitCode.OK, run("list", "--folder", place));
            assertTrue(out.toString().contains("EURUSD"), out.toString());
            assertEquals(ExitCode.OK, run("verify", "--folder", place));
            assertTrue(out.toString().endsWith("good\n"), out.toString());
            assertEquals(ExitCode.OK, run("gaps", "--folder", place));
            assertEquals(
                    ExitCode.JOURNAL_IN_USE,
                    run(
                            "import",
                            "--folder",
                            place,
                            "--file",
                            folder.resolve("ticks.csv").toString()));
            assertTrue(err.toString().contains("another process uses the history"), err.toString());
        } finally {
            node.close();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "look                                    | takes import, export, list, gaps or verify",
                "import                                  | --file is required",
                "import --file no-such-file              | no file matches 'no-such-file'",
                "import --file x --format xml            | --format takes one of [auto, lean-ticks",
                "import --file x --zone Mars             | --zone takes a zone such as UTC",
                "import --file x --digits 9              | --digits takes a number from -1 to 8",
                "import --file x --tf H1                 | history import has no option '--tf'",
                "export --folder F                       | --symbol is required",
                "export --symbol X --tf H5 --what bars   | --tf takes one of [M1, M2",
                "export --symbol X --what candles        | --what takes ticks or bars",
                "export --symbol X --from yesterday      | --from takes a day or a time such as",
            })
    void saysWhatIsWrongWithTheCommandLine(String line, String message) throws IOException {
        assertEquals(ExitCode.CONFIGURATION, run(line.split(" ")));
        assertTrue(err.toString().contains(message), err.toString());
    }

    @Test
    void aFolderWithoutHistoryAndADamagedOneAreTold() throws IOException {
        assertEquals(
                ExitCode.FAILED, run("list", "--folder", folder.resolve("none").toString()));
        assertTrue(err.toString().contains("no history in"), err.toString());
        Path file = SqliteHistoryStore.folder(folder).resolve("history.db");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "torn".repeat(4_096));
        assertEquals(ExitCode.FAILED, run("list", "--folder", folder.toString()));
        assertTrue(err.toString().contains("move history.db"), err.toString());
    }

    /** The commands of the page, in the order in which it prints them. */
    @Test
    void theSamplesOfThePageRunAsPrinted() throws IOException {
        Files.writeString(folder.resolve("ticks.csv"), TICKS);
        List<String> lines = Files.readAllLines(Path.of("src/docs/history.md")).stream()
                .filter(line -> line.startsWith("java -jar tickwire.jar history "))
                .toList();
        assertEquals(6, lines.size());
        for (String line : lines) {
            String[] words =
                    line.substring("java -jar tickwire.jar history ".length()).split(" ");
            for (int i = 0; i < words.length; i++) {
                boolean place = List.of("hist", "ticks.csv", "mt5.txt").contains(words[i]);
                words[i] = place ? folder.resolve(words[i]).toString() : words[i];
            }
            assertEquals(ExitCode.OK, run(words), line + ": " + err);
        }
        assertTrue(out.toString().contains("4 ticks stored"), out.toString());
        assertTrue(Files.readString(folder.resolve("mt5.txt")).contains("2026.01.05"));
    }

    /** Hours of the recorded days, worked out from the files without any code of ours. */
    @Test
    void hoursOfSevenRealDaysEqualAnIndependentComputation() throws IOException {
        Path data = Path.of(System.getenv().getOrDefault("TICKWIRE_DATA", "../shared/data"))
                .resolve("oanda-eurusd-ticks");
        assumeTrue(Files.isDirectory(data), "no recordings at " + data + "; set TICKWIRE_DATA to their folder");
        String place = folder.resolve("real").toString();
        assertEquals(ExitCode.OK, run("import", "--file", data.toString(), "--folder", place), err.toString());
        assertTrue(out.toString().startsWith("320214 ticks stored"), out.toString());
        List<String> hours = exported("--folder", place, "--what", "bars", "--tf", "H1")
                .lines()
                .skip(1)
                .toList();
        assertEquals(hours(data), hours);
        assertEquals(ExitCode.OK, run("verify", "--folder", place), out.toString());
    }

    private static List<String> hours(Path data) throws IOException {
        Map<Long, double[]> hours = new TreeMap<>();
        String last = "";
        try (Stream<Path> files = Files.list(data)) {
            for (Path file : files.sorted().toList()) {
                long midnight = LocalDate.parse(
                                file.getFileName().toString().substring(0, 8), DateTimeFormatter.BASIC_ISO_DATE)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant()
                        .toEpochMilli();
                try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
                    zip.getNextEntry();
                    BufferedReader lines = new BufferedReader(new InputStreamReader(zip, StandardCharsets.US_ASCII));
                    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                        String[] parts = line.split(",");
                        double bid = Double.parseDouble(parts[1]);
                        String quote = bid + "/" + Double.parseDouble(parts[2]);
                        if (!quote.equals(last)) {
                            long hour = (midnight + Long.parseLong(parts[0])) / 3_600_000 * 3_600_000;
                            double[] bar = hours.computeIfAbsent(hour, start -> new double[] {bid, bid, bid, bid, 0});
                            bar[1] = Math.max(bar[1], bid);
                            bar[2] = Math.min(bar[2], bid);
                            bar[3] = bid;
                            bar[4]++;
                        }
                        last = quote;
                    }
                }
            }
        }
        List<String> bars = new ArrayList<>();
        hours.forEach((hour, bar) -> bars.add(
                "EURUSD," + hour + "," + bar[0] + "," + bar[1] + "," + bar[2] + "," + bar[3] + "," + (long) bar[4]));
        return bars;
    }
}
