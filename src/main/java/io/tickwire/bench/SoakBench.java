package io.tickwire.bench;

import io.tickwire.ops.Clock;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.net.NetClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The command {@code bench soak}: clients of every kind come and go at a node that runs under Netty's strictest leak
 * detection. At the end its memory must be what it was, and its log without a leak. Main thread only.
 */
final class SoakBench {
    static final String NAME = "soak";
    private static final String HELP =
            "tickwire bench soak [MINUTES] [CLIENTS]: churn at a node under leak detection (10 minutes, 200 at a time)";
    private static final Pattern HTTP = Pattern.compile("bridge +ws://127\\.0\\.0\\.1:(\\d+)/websocket/ws");
    private static final Pattern DIRECT = Pattern.compile("(?m)^tickwire_direct_memory_bytes (\\S+)");
    private static final String CONFIG = """
            { "http": { "port": 0 }, "ticks": { "port": 0 }, "inference": { "enabled": false }, "mqtt": { "enabled": false }, "zmqExec": { "enabled": false }, "zmqPub": { "enabled": false }, "storage": { "path": "%s" },
              "terminals": [ { "id": "sim", "simulated": { "balance": 1e9 } } ],
              "market": { "tickHistory": 200, "barHistory": 50 },
              "limits": { "maxConnections": 100000, "maxConnectionsPerIp": 100000, "slowConsumerGrace": "1s",
                          "ordersPerMinute": 1000000, "closesPerMinute": 1000000 } }
            """;

    private static final int SAMPLES = 20;
    private static final double MIB = 1 << 20;
    /** Growth between the second quarter and the last that is still called flat. */
    private static final double FLAT = 1.10;

    private final Duration time;
    private final int clients;
    private final Clock clock;
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final Context context = vertx.getOrCreateContext();
    private final NetClient client = vertx.createNetClient();
    private final Random random = new Random(1);
    private final AtomicLong served = new AtomicLong();
    private volatile boolean ending;

    private record Sample(double heapMib, double directMib, double residentMib) {}

    private SoakBench(Duration time, int clients, Clock clock) {
        this.time = time;
        this.clients = clients;
        this.clock = clock;
    }

    /** @return exit code: 0 flat and no leak, 1 not so, 2 wrong options */
    static int run(List<String> args, Clock clock) {
        if (args.size() > 2 || args.stream().anyMatch(arg -> !arg.matches("[1-9][0-9]{0,4}"))) {
            System.out.println(HELP);
            return args.equals(List.of("--help")) ? 0 : 2;
        }
        int minutes = args.isEmpty() ? 10 : Integer.parseInt(args.get(0));
        int clients = args.size() < 2 ? 200 : Integer.parseInt(args.get(1));
        try {
            return new SoakBench(Duration.ofMinutes(minutes), clients, clock).soak() ? 0 : 1;
        } catch (IOException failure) {
            System.err.println("tickwire: the bench failed: " + failure.getMessage());
            return 1;
        }
    }

    private boolean soak() throws IOException {
        try (ScratchFolder folder = new ScratchFolder()) {
            Path config = folder.path().resolve("node.json");
            Files.writeString(config, CONFIG.formatted(folder.path()));
            try (ChildProcess node = ChildProcess.start(
                    List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx512m",
                            "-Dio.netty.leakDetection.level=paranoid",
                            "-cp",
                            System.getProperty("java.class.path"),
                            "io.tickwire.app.Tickwire",
                            "-conf",
                            config.toString()),
                    "ready in")) {
                return soak(node, Integer.parseInt(node.said(HTTP)));
            }
        } finally {
            vertx.close().await();
        }
    }

    private boolean soak(ChildProcess node, int port) throws IOException {
        System.out.printf("soak: %d minutes, %d clients at a time%n%n", time.toMinutes(), clients);
        System.out.printf(
                "%8s %12s %10s %12s %14s%n", "seconds", "connections", "heap MiB", "direct MiB", "resident MiB");
        context.runOnContext(v -> {
            for (int i = 0; i < clients; i++) {
                next(port);
            }
        });
        long startNanos = clock.nanos();
        List<Sample> samples = new ArrayList<>();
        for (int i = 1; i <= SAMPLES; i++) {
            long at = startNanos + time.toNanos() / SAMPLES * i;
            while (clock.nanos() < at) {
                LockSupport.parkNanos(at - clock.nanos());
            }
            Sample sample = sample(node, port);
            samples.add(sample);
            System.out.printf(
                    Locale.ROOT,
                    "%8d %12d %10.1f %12.1f %14.1f%n",
                    (clock.nanos() - startNanos) / 1_000_000_000L,
                    served.get(),
                    sample.heapMib(),
                    sample.directMib(),
                    sample.residentMib());
        }
        ending = true;
        return verdict(node, samples);
    }

    private void next(int port) {
        if (!ending) {
            served.incrementAndGet();
            SoakClient.Kind[] kinds = SoakClient.Kind.values();
            new SoakClient(vertx, random, gone -> context.runOnContext(v -> next(port)))
                    .live(client, port, kinds[random.nextInt(kinds.length)]);
        }
    }

    private static Sample sample(ChildProcess node, int port) throws IOException {
        ProcessMemory memory = new ProcessMemory(node.pid());
        Matcher direct = DIRECT.matcher(metrics(port));
        return new Sample(
                memory.liveHeapBytes() / MIB,
                direct.find() ? Double.parseDouble(direct.group(1)) / MIB : -1,
                memory.residentBytes() / MIB);
    }

    private static String metrics(int port) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                .timeout(Duration.ofSeconds(10))
                .build();
        try {
            return HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** The first quarter is for warming up. */
    private static boolean verdict(ChildProcess node, List<Sample> samples) {
        int quarter = samples.size() / 4;
        List<Sample> early = samples.subList(quarter, 2 * quarter);
        List<Sample> late = samples.subList(3 * quarter, samples.size());
        double heap = mean(late, Sample::heapMib) / mean(early, Sample::heapMib);
        double direct = mean(late, Sample::directMib) / mean(early, Sample::directMib);
        List<String> wrong = node.output().stream()
                .filter(line -> line.contains("LEAK") || line.contains("ERROR"))
                .toList();
        System.out.printf(
                Locale.ROOT,
                "%nlast quarter / second quarter: heap %.2f, direct memory %.2f; leaks and errors in the log: %d%n",
                heap,
                direct,
                wrong.size());
        wrong.forEach(System.out::println);
        return heap < FLAT && direct < FLAT && wrong.isEmpty();
    }

    private static double mean(List<Sample> samples, ToDoubleFunction<Sample> figure) {
        return samples.stream().mapToDouble(figure).average().orElseThrow();
    }
}
