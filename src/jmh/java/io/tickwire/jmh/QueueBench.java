package io.tickwire.jmh;

import io.tickwire.market.Outbox;
import io.tickwire.session.SlidingWindow;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** What every message and every waiting tick passes: rate limit and outbox. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class QueueBench {
    private static final String[] STREAMS = {"EURUSD", "GBPUSD", "USDJPY", "XAUUSD", "BTCUSD"};
    private static final long SECOND = 1_000_000_000L;

    private final Outbox<String> outbox = new Outbox<>(1024);
    private final Outbox<String> stalled = new Outbox<>(1024);
    private final SlidingWindow window = new SlidingWindow(100, SECOND);
    private final SlidingWindow full = new SlidingWindow(100, SECOND);
    private long now;
    private int next;

    /** A client that takes its tick at once. */
    @Benchmark
    public void offersAndDrainsOneTick(Blackhole hole) {
        outbox.offer(stream(), "tick");
        outbox.drain(() -> true, hole::consume);
    }

    /** A client that reads nothing: the newest of each stream is kept. */
    @Benchmark
    public int conflatesATick() {
        return stalled.offer(stream(), "tick");
    }

    private String stream() {
        next = next == STREAMS.length - 1 ? 0 : next + 1;
        return STREAMS[next];
    }

    /** 50 messages a second where 100 are allowed. */
    @Benchmark
    public long countsAMessage() {
        now += SECOND / 50;
        return window.tryAcquire(now);
    }

    /** Far above the limit: almost all are refused. */
    @Benchmark
    public long refusesAMessage() {
        now += SECOND / 100_000;
        return full.tryAcquire(now);
    }
}
