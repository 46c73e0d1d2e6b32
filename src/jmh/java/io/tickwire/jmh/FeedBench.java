package io.tickwire.jmh;

import io.tickwire.domain.RawTick;
import io.tickwire.terminal.SymbolCatalogue;
import io.tickwire.terminal.feeds.ReplayFeed;
import io.tickwire.terminal.feeds.ReplaySettings;
import io.tickwire.terminal.feeds.SyntheticFeed;
import io.tickwire.terminal.feeds.SyntheticSymbol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Where ticks come from: the made-up market, and a recorded file in Lean's layout. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class FeedBench {
    private static final int LINES = 50_000;

    private SyntheticFeed synthetic;
    private Path folder;
    private Path file;

    @Setup
    public void build() throws IOException {
        synthetic = new SyntheticFeed(
                42,
                Samples.NOW_MSC,
                Stream.of("EURUSD", "GBPUSD", "USDJPY", "XAUUSD", "BTCUSD")
                        .map(name -> SyntheticSymbol.of(SymbolCatalogue.spec(name)))
                        .toList());
        folder = Files.createTempDirectory("tickwire-jmh");
        file = folder.resolve("20140501_eurusd_tick_quote.csv");
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < LINES; i++) {
            double bid = (138_600 + i % 500) / 100_000.0;
            lines.append(String.format(Locale.ROOT, "%d,%.5f,%.5f%n", i * 1000L, bid, bid + 0.00013));
        }
        Files.writeString(file, lines);
    }

    @TearDown
    public void remove() throws IOException {
        Files.deleteIfExists(file);
        Files.deleteIfExists(folder);
    }

    @Benchmark
    public RawTick makesUpATick() {
        return synthetic.next();
    }

    /** Per line of a whole file, its opening included. */
    @Benchmark
    @OperationsPerInvocation(LINES)
    public void readsALeanLine(Blackhole hole) {
        int lines = 0;
        try (ReplayFeed feed = ReplayFeed.open(ReplaySettings.of(file.toString()))) {
            for (RawTick tick = feed.next(); tick != null; tick = feed.next()) {
                hole.consume(tick);
                lines++;
            }
        }
        if (lines != LINES) {
            throw new IllegalStateException("read " + lines + " of " + LINES + " lines");
        }
    }
}
