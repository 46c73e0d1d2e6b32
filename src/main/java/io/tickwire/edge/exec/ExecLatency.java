package io.tickwire.edge.exec;

import io.tickwire.ops.Clock;
import io.tickwire.ops.Metrics;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How long messages of Expert Advisors take; what takes too long is counted, and said at most once a second. Any thread. */
public final class ExecLatency {
    private static final Logger LOG = LoggerFactory.getLogger(ExecLatency.class);
    private static final long TARGET_NANOS = 5_000_000;
    private static final long QUIET_NANOS = 1_000_000_000;

    private final Clock clock;
    private final Metrics metrics;
    private final AtomicLong saidNanos;

    public ExecLatency(Clock clock, Metrics metrics) {
        this.clock = clock;
        this.metrics = metrics;
        this.saidNanos = new AtomicLong(clock.nanos() - QUIET_NANOS);
    }

    /** A message that came then was answered now. */
    public void answered(String type, long arrivedNanos) {
        long nowNanos = clock.nanos();
        long tookNanos = nowNanos - arrivedNanos;
        boolean late = tookNanos > TARGET_NANOS;
        metrics.exec(type, tookNanos, late);
        long said = saidNanos.get();
        if (late && nowNanos - said >= QUIET_NANOS && saidNanos.compareAndSet(said, nowNanos)) {
            LOG.warn(String.format(Locale.ROOT, "High latency: %.2fms (target: <5ms)", tookNanos / 1e6));
        }
    }
}
