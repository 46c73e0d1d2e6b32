package io.tickwire.ops;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/** Every metric of the history. Any thread; label values come from closed sets. */
public final class HistoryMetrics {
    private final MeterRegistry registry;
    private final Timer flush;
    private volatile int waiting;

    public HistoryMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.flush = Timer.builder("tickwire.history.flush")
                .description("Time that a batch of ticks took to be on disk")
                .register(registry);
        Gauge.builder("tickwire.history.waiting", () -> waiting)
                .description("Ticks that wait for the disk")
                .strongReference(true)
                .register(registry);
    }

    /** So many ticks were {@code stored}, {@code covered}, {@code late} or {@code dropped}. */
    public void tick(String result, int ticks) {
        if (ticks > 0) {
            registry.counter("tickwire.history.ticks", "result", result).increment(ticks);
        }
    }

    /** Ticks that wait for the disk now. */
    public void waiting(int ticks) {
        waiting = ticks;
    }

    /** A batch is on disk. */
    public void flushed(long nanos) {
        flush.record(nanos, TimeUnit.NANOSECONDS);
    }
}
