package io.tickwire.verticles;

import io.tickwire.bus.Addresses;
import io.tickwire.bus.TypedBus;
import io.tickwire.domain.message.HealthReport;
import io.tickwire.domain.message.HealthReport.Level;
import io.tickwire.domain.message.JournalStatus;
import io.tickwire.journal.JournalInUseException;
import io.tickwire.journal.JournalUnavailableException;
import io.tickwire.journal.SqliteStore;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The order journal's life: opens it, tries again while it cannot be opened, tells how it is, closes it. */
public final class JournalWriter extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(JournalWriter.class);
    private static final long CHECK_MS = 1_000;

    private final SqliteStore store;
    private final TypedBus bus;
    private String told = "";

    public JournalWriter(SqliteStore store, TypedBus bus) {
        this.store = store;
        this.bus = bus;
    }

    /** Fails only when another process has the journal: two writers would send orders twice. */
    @Override
    public Future<?> start() {
        vertx.setPeriodic(CHECK_MS, tick -> check());
        return open().recover(failure ->
                failure instanceof JournalInUseException ? Future.failedFuture(failure) : Future.succeededFuture());
    }

    private void check() {
        JournalStatus status = store.status();
        bus.publish(
                Addresses.HEALTH,
                new HealthReport("JournalWriter", status.healthy() ? Level.HEALTHY : Level.UNHEALTHY, status.reason()));
        if (!status.healthy()) {
            open();
        }
    }

    /** Does nothing while it is open. */
    private Future<Void> open() {
        return vertx.<Void>executeBlocking(() -> {
                    store.open();
                    return null;
                })
                .onSuccess(open -> told = "")
                .onFailure(this::tell);
    }

    private void tell(Throwable failure) {
        String why = failure instanceof JournalUnavailableException ? failure.getMessage() : failure.toString();
        if (!why.equals(told)) {
            LOG.error("{}: nothing is traded until it can; ticks go on", why);
            told = why;
        }
    }

    @Override
    public Future<?> stop() {
        return vertx.executeBlocking(() -> {
            store.close();
            return null;
        });
    }
}
