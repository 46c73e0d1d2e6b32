package io.tickwire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Recorded days through the whole platform: poller, bus, edge, socket. */
final class ReplayIT {

    @Test
    void deliversEveryTickOfSevenRealDaysOnceAndInOrder() throws IOException {
        Path data = realData();
        assumeTrue(Files.isDirectory(data), "no recorded days at ../shared/data (or TICKWIRE_DATA): skipped");
        List<String> expected = distinctQuotes(data);
        List<String> delivered = Collections.synchronizedList(new ArrayList<>(expected.size()));
        String config =
                "{\"http\":{\"port\":0},\"ticks\":{\"port\":0},\"inference\":{\"port\":0},\"terminals\":[{\"simulated\":{\"feed\":{"
                        + "\"type\":\"replay\",\"files\":[\"" + data + "\"],\"speed\":\"max\",\"times\":\"original\","
                        + "\"waitForSubscriber\":true}}}]}";
        try (TickwireProcess tickwire = TickwireProcess.start(config)) {
            long[] first = new long[1];
            WsClient client = WsClient.tapping(tickwire.ticksUrl(), text -> {
                if (text.startsWith("{\"type\":\"tick\"")) {
                    first[0] = first[0] == 0 ? System.nanoTime() : first[0];
                    delivered.add(quoteOf(text));
                }
            });
            client.send("{\"type\":\"subscribe\",\"symbols\":[\"EURUSD\"]}");
            tickwire.awaitLog("feed ended");
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> delivered.size() >= expected.size());
            double seconds = (System.nanoTime() - first[0]) / 1e9;
            System.out.printf(
                    "replay at max: %d ticks in %.2f s = %.0f ticks/s%n",
                    delivered.size(), seconds, delivered.size() / seconds);
            client.close();
            assertEquals(expected.size(), delivered.size());
            assertTrue(expected.equals(List.copyOf(delivered)), "the ticks differ from the files'");
        }
    }

    private static Path realData() {
        String named = System.getenv("TICKWIRE_DATA");
        Path root = named == null ? TickwireProcess.basedir().resolve("../shared/data") : Path.of(named);
        return root.resolve("oanda-eurusd-ticks").toAbsolutePath().normalize();
    }

    /** Time, bid and ask of each tick, read without any code of ours; a quote equal to the one before is no new tick. */
    private static List<String> distinctQuotes(Path data) throws IOException {
        List<String> quotes = new ArrayList<>();
        String[] last = {""};
        try (Stream<Path> files = Files.list(data)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".zip")).sorted().toList()) {
                long midnight = LocalDate.parse(
                                file.getFileName().toString().substring(0, 8), DateTimeFormatter.BASIC_ISO_DATE)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant()
                        .toEpochMilli();
                try (InputStream in = Files.newInputStream(file);
                        ZipInputStream zip = new ZipInputStream(in)) {
                    zip.getNextEntry();
                    new BufferedReader(new InputStreamReader(zip, StandardCharsets.US_ASCII))
                            .lines()
                            .forEach(line -> {
                                String[] parts = line.split(",");
                                String quote = Double.parseDouble(parts[1]) + "/" + Double.parseDouble(parts[2]);
                                if (!quote.equals(last[0])) {
                                    quotes.add((midnight + Long.parseLong(parts[0])) + "/" + quote);
                                }
                                last[0] = quote;
                            });
                }
            }
        }
        return quotes;
    }

    private static String quoteOf(String text) {
        return number(text, "time_msc") + "/" + number(text, "bid") + "/" + number(text, "ask");
    }

    private static String number(String text, String field) {
        int from = text.indexOf("\"" + field + "\":") + field.length() + 3;
        int to = from;
        while ("0123456789.E-".indexOf(text.charAt(to)) >= 0) {
            to++;
        }
        return text.substring(from, to);
    }
}
