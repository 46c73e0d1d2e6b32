package io.tickwire.bench;

import io.tickwire.ops.Clock;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.net.NetClient;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.HdrHistogram.Histogram;

/** The bench {@code ws-idle}: how fast connections are taken, and what one that says nothing costs. Main thread only. */
final class IdleBench implements AutoCloseable {
    private static final int REHEARSAL = 500;
    private static final long LONGEST_SECONDS = 120;
    private static final double NANOS_PER_MS = 1e6;
    private static final double KIB = 1024;

    private final BenchOptions options;
    private final Clock clock;
    private final PrintStream out;
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final Context context = vertx.getOrCreateContext();
    private final NetClient client = vertx.createNetClient();

    IdleBench(BenchOptions options, Clock clock, PrintStream out) {
        this.options = options;
        this.clock = clock;
        this.out = out;
    }

    void run(List<Target> targets) throws IOException, TimeoutException {
        out.printf(
                "ws-idle: %d connections at %d a second, held for %d s; Java %s, %d processors%n%n",
                options.connections(),
                options.rate(),
                options.duration().toSeconds(),
                System.getProperty("java.version"),
                Runtime.getRuntime().availableProcessors());
        out.printf(
                "%-10s %11s %9s %9s %9s %12s %12s %7s%n",
                "server", "per second", "p50 ms", "p99 ms", "max ms", "heap KiB", "memory KiB", "lost");
        for (Target target : targets) {
            measure(target);
        }
        out.println("\nheap: live objects after a collection; memory: resident set; both for each connection");
    }

    /** The connections of one server. Owner: the context. */
    private final class Crowd {
        private final List<TickTap> taps = new ArrayList<>();
        private final Histogram took = new Histogram(3);
        private final Promise<Void> all = Promise.promise();
        private final int wanted;
        private int lost;
        private long lastNanos;

        Crowd(int wanted) {
            this.wanted = wanted;
        }

        Future<Void> open(String url, int perSecond) {
            long startNanos = clock.nanos();
            Schedule schedule = new Schedule(startNanos, perSecond, 0, wanted * 1_000_000_000L / perSecond);
            OpenLoop loop = new OpenLoop(schedule, clock, (seq, intended) -> connect(url, intended));
            return new Pacer(schedule, clock, context, loop).start().compose(sent -> all.future());
        }

        private void connect(String url, long intendedNanos) {
            TickTap.connect(client, url, (bytes, from, to) -> {}, why -> lost++)
                    .onSuccess(tap -> {
                        lastNanos = clock.nanos();
                        took.recordValue(lastNanos - intendedNanos);
                        taps.add(tap);
                        if (taps.size() == wanted) {
                            all.tryComplete();
                        }
                    })
                    .onFailure(all::tryFail);
        }

        Future<Void> close() {
            return Future.join(taps.stream().map(TickTap::close).toList()).mapEmpty();
        }
    }

    private void measure(Target target) throws IOException, TimeoutException {
        Crowd few = new Crowd(Math.min(REHEARSAL, options.connections()));
        await(few.open(target.ticksUrl(), options.rate()));
        await(few.close());
        ProcessMemory memory = new ProcessMemory(target.pid());
        long heapBefore = memory.liveHeapBytes();
        long residentBefore = memory.residentBytes();
        Crowd crowd = new Crowd(options.connections());
        long startNanos = clock.nanos();
        await(crowd.open(target.ticksUrl(), options.rate()));
        double seconds = (crowd.lastNanos - startNanos) / 1e9;
        await(vertx.timer(options.duration().toMillis()).mapEmpty());
        long heap = memory.liveHeapBytes() - heapBefore;
        long resident = memory.residentBytes() - residentBefore;
        out.printf(
                Locale.ROOT,
                "%-10s %11.0f %9.1f %9.1f %9.1f %12s %12s %7d%n",
                target.name(),
                options.connections() / seconds,
                crowd.took.getValueAtPercentile(50) / NANOS_PER_MS,
                crowd.took.getValueAtPercentile(99) / NANOS_PER_MS,
                crowd.took.getMaxValue() / NANOS_PER_MS,
                heapBefore < 0 ? "-" : String.format(Locale.ROOT, "%.1f", heap / KIB / options.connections()),
                residentBefore < 0 ? "-" : String.format(Locale.ROOT, "%.1f", resident / KIB / options.connections()),
                crowd.lost);
        await(crowd.close());
    }

    private static void await(Future<Void> step) throws TimeoutException {
        step.await(LONGEST_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        vertx.close().await();
    }
}
