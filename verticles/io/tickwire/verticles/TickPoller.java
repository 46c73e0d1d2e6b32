package io.tickwire.verticles;

import io.tickwire.bus.Addresses;
import io.tickwire.bus.SharedRouter;
import io.tickwire.bus.TypedBus;
import io.tickwire.config.TerminalConfig;
import io.tickwire.config.TickwireConfig;
import io.tickwire.domain.message.Census;
import io.tickwire.domain.message.PaceCheck;
import io.tickwire.domain.message.TerminalStatus;
import io.tickwire.market.MarketDesk;
import io.tickwire.ops.Clock;
import io.tickwire.ops.EventLoopLag;
import io.tickwire.ops.Metrics;
import io.tickwire.terminal.ConnectRefusedException;
import io.tickwire.terminal.TerminalEvent;
import io.tickwire.terminal.TerminalGateway;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One terminal's market data: takes its ticks (and, on the primary terminal, those that clients feed in), publishes them,
 * and answers what is cached.
 */
public final class TickPoller extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(TickPoller.class);
    private static final int POLL_BATCH = 10_000;
    private static final long HEALTH_MS = 1000;

    private final TerminalConfig terminal;
    private final TerminalGateway gateway;
    private final TypedBus bus;
    private final Clock clock;
    private final Metrics metrics;
    private final MarketDesk market;
    private Context here;
    private Runnable unlisten = () -> {};
    private boolean waitingForSubscriber;
    private boolean opening;
    private boolean flowing;

    /** @param epoch of this poller's sequence numbers */
    public TickPoller(
            TickwireConfig config,
            TerminalConfig terminal,
            TerminalGateway gateway,
            TypedBus bus,
            Clock clock,
            Metrics metrics,
            long epoch) {
        this.terminal = terminal;
        this.gateway = gateway;
        this.bus = bus;
        this.clock = clock;
        this.metrics = metrics;
        this.waitingForSubscriber = terminal.simulated().feed().waitForSubscriber();
        this.market = new MarketDesk(
                config,
                terminal,
                gateway,
                clock,
                metrics,
                epoch,
                tick -> bus.publish(Addresses.ticks(tick.symbol()), tick),
                bar -> bus.publish(Addresses.bars(bar.timeframe()), bar),
                consumer -> bus.request(Addresses.pace(consumer), new PaceCheck()));
    }

    @Override
    public Future<?> start() {
        here = vertx.getOrCreateContext();
        unlisten = gateway.onEvent(event -> here.runOnContext(v -> onEvent(event)));
        EventLoopLag.watch(vertx, "TickPoller", clock, metrics);
        return open().recover(this::absent).onSuccess(v -> serve());
    }

    /** The market of a terminal that is connected: its symbols and their past first, then its ticks. */
    private Future<Void> open() {
        opening = true;
        Promise<Void> opened = Promise.promise();
        gateway.connect("", 0, "")
                .compose(connected -> market.past())
                .onComplete(past -> here.runOnContext(v -> {
                    opening = false;
                    if (past.succeeded()) {
                        market.open(past.result());
                        flowing = true;
                        flow();
                    }
                    opened.handle(past.mapEmpty());
                }));
        return opened.future();
    }

    /** A terminal that dials in later is opened when it does. */
    private Future<Void> absent(Throwable refusal) {
        if (!(refusal instanceof ConnectRefusedException)) {
            return Future.failedFuture(refusal);
        }
        LOG.info("terminal {}: {}", terminal.id(), refusal.getMessage());
        openLater(gateway.status());
        return Future.succeededFuture();
    }

    private void openLater(TerminalStatus status) {
        if (status.connected() && !opening && !flowing) {
            open().onFailure(failure -> LOG.warn("terminal {}: {}", terminal.id(), failure.getMessage()));
        }
    }

    private void onEvent(TerminalEvent event) {
        market.onEvent(event);
        if (event instanceof TerminalEvent.StatusChanged changed) {
            openLater(changed.status());
        }
    }

    private void serve() {
        String id = terminal.id();
        bus.serve(
                Addresses.symbols(id),
                query -> Future.succeededFuture(market.cache().symbols()));
        bus.serve(
                Addresses.recentBars(id),
                query -> Future.succeededFuture(market.cache().bars(query)));
        bus.serve(Addresses.quote(id), query -> Future.succeededFuture(market.quote(query.symbol())));
        bus.serve(Addresses.recentTicks(id), query -> {
            // The subscriber's own answer goes out first: the flow begins on the next turn.
            here.runOnContext(v -> releaseForSubscriber());
            return Future.succeededFuture(market.cache().ticks(query));
        });
        if (market.isPrimary()) {
            bus.serve(Addresses.feed(id), tick -> Future.succeededFuture(market.feed(tick)));
        }
        bus.subscribe(Addresses.PACING, market::onPacing);
        bus.publish(Addresses.CENSUS, new Census());
        SharedRouter shared = new SharedRouter(vertx, bus);
        vertx.setPeriodic(HEALTH_MS, tick -> {
            bus.publish(Addresses.HEALTH, market.health(waitingForSubscriber));
            if (market.flow().newestMsc() > 0) {
                shared.seenTick(id, market.flow().newestMsc());
            }
        });
    }

    private void releaseForSubscriber() {
        if (waitingForSubscriber) {
            waitingForSubscriber = false;
            flow();
        }
    }

    private void flow() {
        if (waitingForSubscriber) {
            return;
        }
        if (terminal.tickMode() == TerminalConfig.TickMode.POLL) {
            vertx.setPeriodic(terminal.pollInterval().toMillis(), tick -> gateway.pollTicks(POLL_BATCH)
                    .onSuccess(batch -> here.runOnContext(v -> market.flow().take(batch))));
        } else {
            gateway.pushTicks(batch -> here.runOnContext(v -> market.flow().onPushed(batch)));
            market.flow().start();
        }
    }

    @Override
    public Future<?> stop() {
        market.flow().stop();
        unlisten.run();
        gateway.pushTicks(batch -> {});
        return Future.succeededFuture();
    }
}
