package io.tickwire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** 20,000 messages that are none, on each profile. */
final class MalformedIT {
    private static final int MESSAGES = 20_000;
    private static final int WINDOW = 200;
    private static final long SEED = 20260127;
    private static final List<String> GOOD = List.of(
            envelope("heartbeat", Samples.HEARTBEAT),
            envelope("account_info", Samples.ACCOUNT_INFO),
            envelope("trading_signal", "{\"symbol\":\"EURUSD\",\"action\":\"SELL\",\"volume\":99999}"),
            envelope("mt5_command", "{\"command\":\"get_ticks\",\"symbol\":\"EURUSD\",\"count\":1}"),
            envelope("tick_data", "{\"symbol\":\"EURUSD\",\"bid\":1.2,\"ask\":1.1,\"time\":\"2026-01-27T10:00:00Z\"}"),
            envelope("positions", "{\"items\":7}"));

    private final SplittableRandom random = new SplittableRandom(SEED);

    private static String envelope(String type, String data) {
        return "{\"type\":\"" + type + "\",\"timestamp\":\"2026-01-27T10:00:00.000Z\",\"data\":" + data + "}";
    }

    @ParameterizedTest
    @ValueSource(strings = {"/websocket/ws", "/ticks"})
    void answersEachOnceOrClosesWithACodeAndHurtsNobody(String path) throws IOException {
        try (TickwireProcess tickwire = TickwireProcess.start(Samples.roomy(""));
                WsClient good = WsClient.bridge(tickwire)) {
            String url = tickwire.httpUrl().replace("http", "ws") + path;
            flood(url, 2_000, good);
            long before = liveBytes(tickwire);
            flood(url, MESSAGES, good);
            long after = liveBytes(tickwire);
            assertTrue(after - before < 8_000_000, "live heap grew from " + before + " to " + after);
            assertFalse(tickwire.log().contains("ERROR"), tickwire.log());
            assertFalse(tickwire.log().contains("Exception"), tickwire.log());
        }
    }

    /** Sends in windows and counts answers: one for each message, or the connection was closed with a code. */
    private void flood(String url, int messages, WsClient good) {
        int sent = 0;
        while (sent < messages) {
            AtomicInteger answers = new AtomicInteger();
            try (WsClient bad = WsClient.tapping(url, text -> {
                if (!text.startsWith("{\"type\":\"connection_established\"")
                        && !text.startsWith("{\"type\":\"heartbeat\"")) {
                    answers.incrementAndGet();
                }
            })) {
                int onThis = 0;
                while (sent < messages) {
                    for (int i = 0; i < WINDOW; i++) {
                        send(bad);
                    }
                    onThis += WINDOW;
                    sent += WINDOW;
                    int expected = onThis;
                    Awaitility.await()
                            .atMost(Duration.ofSeconds(20))
                            .pollInterval(Duration.ofMillis(2))
                            .until(() -> answers.get() >= expected);
                    assertEquals(expected, answers.get(), "one answer for each message");
                    assertEquals(
                            "healthy",
                            good.ask("heartbeat", Samples.HEARTBEAT, "heartbeat_response")
                                    .path("status")
                                    .asText());
                }
            }
        }
    }

    private void send(WsClient client) {
        switch (random.nextInt(8)) {
            case 0 ->
                client.raw().sendBinary(ByteBuffer.wrap(randomBytes()), true).join();
            case 1 -> client.send(truncated());
            case 2, 3 -> client.send(mutated());
            case 4 -> client.send("[".repeat(1 + random.nextInt(3000)));
            case 5 -> client.send("{\"type\":\"ping\",\"a\":".repeat(1 + random.nextInt(500)));
            case 6 ->
                client.send(envelope("tick_data", "{\"symbol\":\"EURUSD\",\"bid\":" + hugeNumber() + ",\"ask\":1}"));
            default -> client.send(wrongTypes());
        }
    }

    private byte[] randomBytes() {
        byte[] bytes = new byte[1 + random.nextInt(300)];
        random.nextBytes(bytes);
        return bytes;
    }

    private String pick() {
        return GOOD.get(random.nextInt(GOOD.size()));
    }

    private String truncated() {
        String text = pick();
        return text.substring(0, 1 + random.nextInt(text.length() - 1));
    }

    private String mutated() {
        byte[] bytes = pick().getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i <= random.nextInt(4); i++) {
            bytes[random.nextInt(bytes.length)] = (byte) (32 + random.nextInt(95));
        }
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    private String hugeNumber() {
        return switch (random.nextInt(4)) {
            case 0 -> "9".repeat(1 + random.nextInt(2000));
            case 1 -> "1e" + random.nextInt(100_000);
            case 2 -> "-0." + "0".repeat(random.nextInt(500)) + "1";
            default -> "1E+999999999";
        };
    }

    private String wrongTypes() {
        String[] values = {"null", "true", "[]", "{}", "7", "\"x\"", "-1", "1.5", "[[]]"};
        String value = values[random.nextInt(values.length)];
        return switch (random.nextInt(4)) {
            case 0 -> "{\"type\":" + value + "}";
            case 1 -> "{\"type\":\"heartbeat\",\"timestamp\":" + value + ",\"data\":{}}";
            case 2 -> envelope("trading_signal", value);
            default -> value;
        };
    }

    /** Bytes of live objects after a full collection. */
    private static long liveBytes(TickwireProcess tickwire) throws IOException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(tickwire.pid()),
                        "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String total = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("Total"))
                .findFirst()
                .orElseThrow();
        return Long.parseLong(total.trim().split("\\s+")[2]);
    }
}
