package io.tickwire.terminal.link;

import io.tickwire.ops.Metrics;
import java.util.concurrent.atomic.AtomicLong;

/** What a link left out, for metrics and tests. Any thread. */
final class LinkStats {
    private final Metrics metrics;
    private final AtomicLong ignoredReplies = new AtomicLong();
    private final AtomicLong conflatedTicks = new AtomicLong();
    private final AtomicLong repeatedTicks = new AtomicLong();

    LinkStats(Metrics metrics) {
        this.metrics = metrics;
    }

    /** A reply that nobody waits for: a duplicate, or one that came too late. */
    void ignoredReply() {
        ignoredReplies.incrementAndGet();
        metrics.refused("link_reply", "nobody_waits");
    }

    void conflated(int ticks) {
        if (ticks > 0) {
            conflatedTicks.addAndGet(ticks);
            metrics.conflated(ticks);
        }
    }

    /** A tick whose number was there before in the same epoch. */
    void repeatedTick() {
        repeatedTicks.incrementAndGet();
        metrics.refused("link_tick", "repeated");
    }

    long ignoredReplies() {
        return ignoredReplies.get();
    }

    long conflatedTicks() {
        return conflatedTicks.get();
    }

    long repeatedTicks() {
        return repeatedTicks.get();
    }
}
