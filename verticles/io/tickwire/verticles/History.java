package io.tickwire.verticles;

import io.tickwire.bus.Addresses;
import io.tickwire.bus.TypedBus;
import io.tickwire.domain.message.PaceDone;
import io.tickwire.domain.message.PacingChange;
import io.tickwire.history.HistoryDesk;
import io.tickwire.history.HistoryParts;
import io.tickwire.journal.SqliteHistoryStore;
import io.tickwire.ops.EventLoopLag;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ticks and bars on disk: hears all streams, stores them in batches, answers questions about any time. Trading and prices
 * do without it: while the disk takes nothing, it says so and goes on when it does.
 */
public final class History extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(History.class);
    private static final long CHECK_MS = 500;
    private static final long REFRESH_MS = 2_000;
    private static final long BACKFILL_MS = 5_000;
    private static final long EXPIRE_MS = 30_000;
    private static final long EXPIRE_NEXT_MS = 200;

    private final HistoryParts parts;
    private final SqliteHistoryStore store;
    private final TypedBus bus;
    private final String consumer = "history-" + UUID.randomUUID();
    private final List<Runnable> unlisten = new ArrayList<>();
    private Context here;
    private HistoryDesk desk;
    private boolean open;
    private String told = "";

    public History(HistoryParts parts) {
        this.parts = parts;
        this.store = parts.store();
        this.bus = parts.bus();
    }

    @Override
    public Future<?> start() {
        here = vertx.getOrCreateContext();
        desk = new HistoryDesk(parts, task -> here.runOnContext(v -> task.run()));
        bus.serve(Addresses.pace(consumer), check -> desk.writer().keptUp().map(v -> new PaceDone()));
        bus.subscribe(Addresses.CENSUS, census -> refresh());
        parts.terminals()
                .forEach((id, gateway) ->
                        unlisten.add(gateway.onEvent(event -> here.runOnContext(v -> desk.onEvent(id, event)))));
        vertx.setPeriodic(parts.config().history().flush().toMillis(), tick -> flush());
        vertx.setPeriodic(CHECK_MS, tick -> check());
        vertx.setPeriodic(REFRESH_MS, tick -> refresh());
        vertx.setPeriodic(BACKFILL_MS, tick -> desk.backfill());
        vertx.setPeriodic(EXPIRE_MS, tick -> expire());
        EventLoopLag.watch(vertx, "History", parts.clock(), parts.metrics());
        return open().onComplete(done -> refresh());
    }

    private void flush() {
        if (open) {
            desk.writer().flush();
        }
    }

    private void check() {
        bus.publish(Addresses.HEALTH, desk.health(told));
        if (!open) {
            open();
        }
    }

    /** Never fails: the folder may be another's for a moment, and prices do not wait. */
    private Future<Void> open() {
        return vertx.<Void>executeBlocking(() -> {
                    store.open();
                    return null;
                })
                .compose(opened -> desk.writer().start())
                .onSuccess(started -> opened())
                .onFailure(this::tell)
                .otherwiseEmpty();
    }

    /** Questions before that are answered by the instance that still has the folder, or by nobody. */
    private void opened() {
        told = "";
        if (!open) {
            open = true;
            bus.serve(Addresses.STORED_TICKS, desk.reader()::ticks);
            bus.serve(Addresses.STORED_BARS, desk.reader()::bars);
        }
    }

    private void tell(Throwable failure) {
        String why = String.valueOf(failure.getMessage());
        if (!why.equals(told)) {
            LOG.warn("{}: ticks are not stored until it can; prices and trading go on", why);
            told = why;
        }
    }

    private void refresh() {
        bus.publish(Addresses.PACING, new PacingChange(consumer, true));
        desk.watch().refresh();
    }

    private void expire() {
        desk.expire()
                .onSuccess(more -> here.runOnContext(v -> {
                    if (more && open) {
                        vertx.setTimer(EXPIRE_NEXT_MS, next -> expire());
                    }
                }));
    }

    @Override
    public Future<?> stop() {
        open = false;
        bus.publish(Addresses.PACING, new PacingChange(consumer, false));
        unlisten.forEach(Runnable::run);
        desk.watch().stop();
        return desk.writer()
                .drain()
                .otherwiseEmpty()
                .compose(drained -> vertx.executeBlocking(() -> {
                    store.close();
                    return null;
                }));
    }
}
