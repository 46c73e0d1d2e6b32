package io.tickwire.ops;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;

/** Metrics of strategies. Any thread. */
public final class StrategyMetrics {
    private final MeterRegistry registry;

    public StrategyMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** A version took over, or could not. @param outcome {@code running}, {@code refused}, {@code failed}, {@code rolled_back} */
    public void version(String strategy, String outcome) {
        count("tickwire.strategy.versions", strategy, "outcome", outcome);
    }

    /** It threw, blocked, flooded or leaked. */
    public void fault(String strategy, String kind) {
        count("tickwire.strategy.faults", strategy, "kind", kind);
    }

    /** One of its orders has its report. */
    public void order(String strategy, String status) {
        count("tickwire.strategy.orders", strategy, "status", status);
    }

    private void count(String name, String strategy, String key, String value) {
        Counter.builder(name)
                .tag("strategy", strategy)
                .tag(key, value)
                .register(registry)
                .increment();
    }

    /** Events that wait for it. @return takes the gauge away */
    public Runnable waiting(String strategy, Supplier<Number> waiting) {
        Gauge gauge = Gauge.builder("tickwire.strategy.waiting", waiting)
                .tag("strategy", strategy)
                .strongReference(true)
                .register(registry);
        return () -> registry.remove(gauge);
    }

    /** Replaced versions whose classes are still in memory. @return takes the gauge away */
    public Runnable oldVersions(String strategy, Supplier<Number> alive) {
        Gauge gauge = Gauge.builder("tickwire.strategy.old.versions", alive)
                .tag("strategy", strategy)
                .strongReference(true)
                .register(registry);
        return () -> registry.remove(gauge);
    }
}
