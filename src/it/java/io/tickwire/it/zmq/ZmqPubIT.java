package io.tickwire.it.zmq;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tickwire.it.TickwireProcess;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** Ticks as libzmq's SUB peers get them. */
final class ZmqPubIT {
    private static final int TICKS = 20_000;
    private static final Pattern QUOTE = Pattern.compile(
            "EURUSD \\{\"type\":\"tick\",\"symbol\":\"EURUSD\",\"bid\":([0-9.]+),\"ask\":([0-9.]+),\"last\":[0-9.]+,"
                    + "\"volume\":[0-9.]+,\"time\":\"([0-9T:.-]+Z)\",\"time_msc\":(\\d+),\"flags\":\\d+,\"sequence\":(\\d+)}");

    private static TickwireProcess replay(String files) {
        return TickwireProcess.start(
                "{\"http\":{\"port\":0},\"ticks\":{\"enabled\":false},\"inference\":{\"enabled\":false},"
                        + "\"zmqPub\":{\"port\":0,\"highWaterMark\":1000},\"verticles\":{\"inference\":{\"enabled\":false}},"
                        + "\"terminals\":[{\"simulated\":{\"symbols\":[\"EURUSD\"],\"feed\":{\"type\":\"replay\",\"files\":[\""
                        + files
                        + "\"],\"speed\":\"max\",\"times\":\"original\",\"waitForSubscriber\":true}}}]}");
    }

    /** The quotes that a subscriber printed, in its order; their numbers rise by one. */
    private static List<String> quotes(List<String> printed) {
        List<String> quotes = new ArrayList<>();
        long last = 0;
        for (String line : printed) {
            Matcher tick = QUOTE.matcher(line);
            if (tick.matches()) {
                quotes.add(tick.group(4) + " " + tick.group(1) + " " + tick.group(2));
                long sequence = Long.parseLong(tick.group(5));
                assertTrue(sequence > last, line);
                last = sequence;
            }
        }
        return quotes;
    }

    @Test
    void tellsEveryTickOfAReplayInOrderThoughTheSubscriberIsSlowerAndThenSaysGoodbye() throws IOException {
        Path file = Files.createTempFile(TickwireProcess.basedir().resolve("target"), "ticks", ".csv");
        StringBuilder csv = new StringBuilder("time,symbol,bid,ask\n");
        List<String> expected = new ArrayList<>();
        long start = 1_700_000_000_000L;
        for (int i = 0; i < TICKS; i++) {
            String bid = "1.0" + (1000 + i % 7000);
            String ask = "1.2" + (1000 + i % 7000);
            csv.append(start + i * 100L)
                    .append(",EURUSD,")
                    .append(bid)
                    .append(',')
                    .append(ask)
                    .append('\n');
            expected.add(start + i * 100L + " " + Double.parseDouble(bid) + " " + Double.parseDouble(ask));
        }
        Files.writeString(file, csv);
        try (TickwireProcess node = replay(file.toString());
                ZmqPeer sub = ZmqPeer.start("", "sub", node.zmqPubUrl(), "EURUSD", "0")) {
            node.awaitLog("feed ended");
            ZmqPeer.run("", "sub", node.zmqPubUrl(), "heartbeat", "1");
            node.terminate();
            List<String> printed = sub.lines();
            assertEquals(expected, quotes(printed));
            assertTrue(
                    printed.get(printed.size() - 1)
                            .matches("disconnect \\{\"type\":\"disconnect\",\"timestamp\":[0-9.]+}"),
                    printed.get(printed.size() - 1));
            assertEquals(0, node.awaitExit(Duration.ofSeconds(8)));
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void tellsEveryTickOfARealDayInOrder() throws IOException {
        Path day = Path.of(System.getenv().getOrDefault("TICKWIRE_DATA", "../shared/data"))
                .resolve("oanda-eurusd-ticks/20140501_quote.zip")
                .toAbsolutePath();
        assumeTrue(Files.exists(day), "no recorded day at " + day + " (TICKWIRE_DATA): skipped");
        int count = distinct(day);
        try (TickwireProcess node = replay(day.toString());
                ZmqPeer sub = ZmqPeer.start("", "sub", node.zmqPubUrl(), "EURUSD", String.valueOf(count))) {
            List<String> quotes = quotes(sub.lines());
            assertEquals(count, quotes.size());
        }
    }

    /** Lines whose quote differs from the one before. */
    private static int distinct(Path zip) throws IOException {
        try (InputStream in = Files.newInputStream(zip);
                ZipInputStream files = new ZipInputStream(in)) {
            files.getNextEntry();
            String before = "";
            int count = 0;
            for (String line : new String(files.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .toList()) {
                String quote = line.substring(line.indexOf(',') + 1);
                count += quote.equals(before) ? 0 : 1;
                before = quote;
            }
            return count;
        }
    }

    @Test
    void letsALateSubscriberJoinALiveMarket() {
        try (TickwireProcess node = TickwireProcess.start(
                "{\"http\":{\"port\":0},\"ticks\":{\"enabled\":false},\"inference\":{\"enabled\":false},\"zmqPub\":{\"port\":0,"
                        + "\"heartbeat\":\"200ms\"},\"verticles\":{\"inference\":{\"enabled\":false}}}")) {
            List<String> beats = ZmqPeer.run("", "sub", node.zmqPubUrl(), "heartbeat", "2");
            assertTrue(
                    beats.get(2)
                            .matches("heartbeat \\{\"type\":\"heartbeat\",\"timestamp\":[0-9.]+,\"sequence\":\\d+,"
                                    + "\"symbols\":\\[\"BTCUSD\",\"EURUSD\",\"GBPUSD\",\"USDJPY\",\"XAUUSD\"]}"),
                    beats.get(2));
            List<String> ticks = ZmqPeer.run("", "sub", node.zmqPubUrl(), "EUR", "3");
            assertEquals(3, quotes(ticks).size(), ticks::toString);
        }
    }
}
