package io.tickwire.history;

import io.tickwire.config.HistoryConfig;
import io.tickwire.journal.Expiry;
import io.tickwire.journal.HistoryStore;
import io.tickwire.ops.Clock;
import io.vertx.core.Future;
import java.time.Duration;

/** Deletes what is too old or too much, a small step at a time. Owner: the verticle's context. */
public final class Retention {
    private static final int MEGABYTE = 20;

    private final HistoryConfig config;
    private final HistoryStore store;
    private final Clock clock;

    public Retention(HistoryConfig config, HistoryStore store, Clock clock) {
        this.config = config;
        this.store = store;
        this.clock = clock;
    }

    /** One step; whether there may be more to delete. Never fails. */
    public Future<Boolean> step() {
        return store.expire(new Expiry(
                        before(config.tickDays()),
                        before(config.minuteDays()),
                        (long) config.maxMegabytes() << MEGABYTE))
                .map(gone -> gone > 0)
                .otherwise(false);
    }

    private long before(int days) {
        return days == 0
                ? Long.MIN_VALUE
                : clock.millis() - Duration.ofDays(days).toMillis();
    }
}
