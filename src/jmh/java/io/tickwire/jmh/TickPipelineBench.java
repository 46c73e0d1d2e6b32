package io.tickwire.jmh;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tickwire.config.MarketConfig;
import io.tickwire.domain.RawTick;
import io.tickwire.market.MarketCache;
import io.tickwire.market.RejectReason;
import io.tickwire.market.TickPipeline;
import io.tickwire.ops.Clock;
import io.tickwire.ops.Metrics;
import io.tickwire.terminal.SymbolCatalogue;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** One tick through validation, numbering, cache and nine bar series, with the metrics of a node. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class TickPipelineBench {
    private static final int TICKS = 1 << 16;

    private final RawTick[] ticks = new RawTick[TICKS];
    private TickPipeline pipeline;
    private Clock clock;
    private long next;

    @Setup
    public void build(Blackhole hole) {
        clock = Clock.system();
        MarketConfig config = new MarketConfig(Map.of(), 10_000, 2_000, "UTC", 64, Duration.ofSeconds(10));
        MarketCache cache = new MarketCache(config, 1);
        cache.open("EURUSD", SymbolCatalogue.spec("EURUSD"), true);
        Metrics metrics = new Metrics(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
        pipeline = new TickPipeline(cache, clock, metrics, hole::consume, hole::consume);
        for (int i = 0; i < TICKS; i++) {
            ticks[i] = Samples.rawTick(i);
        }
    }

    @Benchmark
    public RejectReason acceptsATick() {
        long n = next++;
        RawTick tick = ticks[(int) (n & (TICKS - 1))];
        // Time goes on over the end of the array, or later passes would be refused as out of order.
        return pipeline.accept("EURUSD", tick.at(Samples.NOW_MSC + n), clock.nanos());
    }

    /** The cheapest way out: the same tick again. */
    @Benchmark
    public RejectReason refusesAnUnchangedTick() {
        return pipeline.accept("EURUSD", ticks[0].at(Long.MAX_VALUE / 2), 0);
    }
}
