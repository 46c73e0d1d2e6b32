package io.tickwire.verticles;

import io.tickwire.bus.Addresses;
import io.tickwire.bus.TypedBus;
import io.tickwire.domain.message.PaceDone;
import io.tickwire.domain.message.PacingChange;
import io.tickwire.history.HistoryDesk;
import io.tickwire.history.HistoryParts;
import io.tickwire.history.StoreDoor;
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
    private static final Future<Void> NOTHING = Future.succeededFuture();

    private final HistoryParts parts;
    private final StoreDoor store;
    private final TypedBus bus;
    private final String consumer = "history-" + UUID.randomUUID();
    private final List<Runnable> unlisten = new ArrayList<>();
    private final List<Long> timers = new ArrayList<>();
    private Context here;
    private HistoryDesk desk;
    private boolean open;
    private boolean opening;
    private boolean stopping;
    private String told = "";

    public History(HistoryParts parts) {
        this.parts = parts;
        this.store = new StoreDoor(parts.store());
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
        every(parts.config().history().flush().toMillis(), this::flush);
        every(CHECK_MS, this::check);
        every(REFRESH_MS, this::refresh);
        every(BACKFILL_MS, () -> desk.backfill());
        every(EXPIRE_MS, this::expire);
        EventLoopLag.watch(vertx, "History", parts.clock(), parts.metrics());
        return open().onComplete(done -> refresh());
    }

    private void every(long millis, Runnable task) {
        timers.add(vertx.setPeriodic(millis, tick -> task.run()));
    }

    private void flush() {
        if (open) {
            desk.writer().flush();
        }
    }

    private void check() {
        bus.publish(Addresses.HEALTH, desk.health(told));
        if (!open && !opening) {
            open();
        }
    }

    /** Never fails: the folder may be another's for a moment, and prices do not wait. */
    private Future<Void> open() {
        opening = true;
        return here.executeBlocking(store::open)
                .compose(isOpen -> isOpen && !stopping ? desk.writer().start().onSuccess(v -> opened()) : NOTHING)
                .onFailure(this::tell)
                .otherwiseEmpty()
                .onComplete(done -> opening = false);
    }

    /** Questions before that are answered by the instance that still has the folder, or by nobody. */
    private void opened() {
        told = "";
        if (!open && !stopping) {
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
        stopping = true;
        open = false;
        timers.forEach(vertx::cancelTimer);
        bus.publish(Addresses.PACING, new PacingChange(consumer, false));
        unlisten.forEach(Runnable::run);
        desk.watch().stop();
        return desk.writer()
                .drain()
                .otherwiseEmpty()
                .compose(drained -> here.executeBlocking(() -> {
                    store.shut();
                    return null;
                }));
    }
}
