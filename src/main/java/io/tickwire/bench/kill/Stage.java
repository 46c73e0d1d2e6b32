package io.tickwire.bench.kill;

import com.fasterxml.jackson.databind.JsonNode;
import io.tickwire.bench.ChildProcess;
import io.tickwire.bench.ScratchFolder;
import io.tickwire.ops.Clock;
import io.tickwire.protocol.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The processes of the kill test: a broker that lives on, and a bridge that is killed and started again. */
final class Stage implements AutoCloseable {
    private static final String MAIN = "io.tickwire.app.Tickwire";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    /** A netting account, so that thousands of orders are one position. */
    private static final String TERMINAL = """
            { "url": "ws://127.0.0.1:%d/terminal/ws",
              "simulated": { "login": 10001, "marginMode": "netting", "balance": 1e7, "symbols": ["EURUSD"],
                "ledger": "%s",
                "faults": { "seed": %d, "lostReplyRate": %s,
                  "latencyMin": "1ms", "latencyMedian": "3ms", "latencyMax": "50ms",
                  "stallRate": 0.0015, "stallFor": "1600ms" } } }
            """;

    private static final String BRIDGE = """
            { "http": { "port": %d }, "ticks": { "enabled": false }, "inference": { "enabled": false }, "mqtt": { "enabled": false },
              "zmqExec": { "enabled": false }, "zmqPub": { "enabled": false },
              "terminals": [ { "id": "mt5", "type": "link", "link": { "login": 10001, "requestTimeout": "1s", "lateReplies": "3s" } } ],
              "limits": { "ordersPerMinute": 1000000, "messagesPerSecond": 1000000, "maxPendingMessages": 100000 },
              "execution": { "orderTimeout": "1s", "proofAfter": "4s", "maxPending": 10000, "maxInFlight": 64,
                "breaker": { "failures": 1000 } },
              "risk": { "dailyLossPercent": 0, "maxPositions": 0 },
              "storage": { "path": "%s" } }
            """;

    private final ScratchFolder folder = new ScratchFolder();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Clock clock;
    private final int port = freePort();
    private final ChildProcess terminal;
    private ChildProcess bridge;

    Stage(KillOptions options, Clock clock) throws IOException {
        this.clock = clock;
        Path terminalConfig = write(
                "terminal.json",
                TERMINAL.formatted(port, ledger(), options.seed(), Double.toString(options.lostPercent() / 100.0)));
        write("bridge.json", BRIDGE.formatted(port, folder.path().resolve("data")));
        this.terminal = ChildProcess.start(command("terminal", "-conf", terminalConfig.toString()), "dials");
        startBridge();
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.path().resolve(name), text);
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    private static List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                MAIN));
        command.addAll(List.of(arguments));
        return command;
    }

    int port() {
        return port;
    }

    Path ledger() {
        return folder.path().resolve("ledger");
    }

    void killBridge() {
        bridge.kill();
    }

    /** Starts it and waits until it trades: until the journal and the broker agree about what went before. */
    void startBridge() throws IOException {
        bridge = ChildProcess.start(
                command("-conf", folder.path().resolve("bridge.json").toString()), "ready in");
        await(
                "trading did not begin",
                () -> get("/api/v1/risk").path("trading_state").asText().equals("ACTIVE"));
    }

    /** Waits until nothing is in doubt. */
    void awaitProof() throws IOException {
        await(
                "doubts remain",
                () -> get("/api/v1/risk").path("signals_in_doubt").asInt(-1) == 0);
    }

    /** A condition over HTTP. */
    @FunctionalInterface
    interface Condition {
        boolean holds() throws IOException;
    }

    void await(String otherwise, Condition condition) throws IOException {
        long deadline = clock.nanos() + PATIENCE.toNanos();
        while (!condition.holds()) {
            if (clock.nanos() > deadline) {
                throw new IOException(otherwise + " within " + PATIENCE.toSeconds() + " s: " + get("/api/v1/risk")
                        + "\n" + String.join("\n", bridge.output()));
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    /** The last word of the journal on every signal. */
    Map<UUID, Told.Answer> journal() throws IOException {
        Map<UUID, Told.Answer> journal = new HashMap<>();
        String cursor = "";
        do {
            JsonNode page = get("/api/v1/signals?limit=1000" + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
            page.path("signals")
                    .forEach(signal -> journal.put(
                            UUID.fromString(signal.get("signal_id").textValue()),
                            new Told.Answer(
                                    signal.get("status").textValue(),
                                    signal.path("result").path("order_id").asText())));
            cursor = page.path("next_cursor").asText();
        } while (!cursor.isEmpty());
        return journal;
    }

    private JsonNode get(String path) throws IOException {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .timeout(PATIENCE)
                    .build();
            return Json.parse(
                    http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stop);
        }
    }

    @Override
    public void close() {
        bridge.close();
        terminal.close();
        folder.close();
    }
}
