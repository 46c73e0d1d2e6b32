package io.tickwire.verticles;

import io.tickwire.bus.Addresses;
import io.tickwire.bus.SharedRouter;
import io.tickwire.bus.TypedBus;
import io.tickwire.config.TerminalConfig;
import io.tickwire.config.TickwireConfig;
import io.tickwire.domain.RawTick;
import io.tickwire.domain.message.Census;
import io.tickwire.domain.message.PaceCheck;
import io.tickwire.domain.message.TerminalStatus;
import io.tickwire.market.MarketDesk;
import io.tickwire.market.MarketSeat;
import io.tickwire.market.TerminalRelay;
import io.tickwire.ops.Clock;
import io.tickwire.ops.EventLoopLag;
import io.tickwire.ops.Metrics;
import io.tickwire.session.Handover;
import io.tickwire.terminal.ConnectRefusedException;
import io.tickwire.terminal.TerminalEvent;
import io.tickwire.terminal.TerminalGateway;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One terminal's market data: takes its ticks (and, on the primary terminal, those that clients feed in), publishes them,
 * and answers what is cached. The one that takes its place goes on with its market, its numbers and what the terminal told
 * in between, so that those who listen miss nothing.
 */
public final class TickPoller extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(TickPoller.class);
    private static final int POLL_BATCH = 10_000;
    private static final long HEALTH_MS = 1000;
    private static final long LEAVE_MS = 2_000;
    private static final long NO_TIMER = -1;

    private final TerminalConfig terminal;
    private final TerminalGateway gateway;
    private final Handover<MarketSeat> handover;
    private final TypedBus bus;
    private final Clock clock;
    private final Metrics metrics;
    private MarketSeat seat;
    private MarketDesk market;
    private Context here;
    private Future<?> underWay = Future.succeededFuture();
    private boolean opening;
    private boolean stopping;
    private boolean left;
    private long pollTimer = NO_TIMER;

    /** @param handover what the poller before this one left */
    public TickPoller(
            TerminalConfig terminal,
            TerminalGateway gateway,
            Handover<MarketSeat> handover,
            TypedBus bus,
            Clock clock,
            Metrics metrics) {
        this.terminal = terminal;
        this.gateway = gateway;
        this.handover = handover;
        this.bus = bus;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** What the first poller of a terminal begins with; its sequence numbers are of the epoch that it begins in. */
    public static MarketSeat seat(
            TickwireConfig config,
            TerminalConfig terminal,
            TerminalGateway gateway,
            TypedBus bus,
            Clock clock,
            Metrics metrics) {
        MarketDesk desk = new MarketDesk(
                config,
                terminal,
                gateway,
                clock,
                metrics,
                clock.millis(),
                tick -> bus.publish(Addresses.ticks(tick.symbol()), tick),
                bar -> bus.publish(Addresses.bars(bar.timeframe()), bar),
                consumer -> bus.request(Addresses.pace(consumer), new PaceCheck()));
        return new MarketSeat(desk, gateway, terminal.simulated().feed().waitForSubscriber());
    }

    @Override
    public Future<?> start() {
        here = vertx.getOrCreateContext();
        seat = handover.take();
        market = seat.market();
        EventLoopLag.watch(vertx, "TickPoller", clock, metrics);
        seat.relay().to(new TerminalRelay.Hearer() {
            @Override
            public void ticks(List<RawTick> batch) {
                here.runOnContext(v -> market.flow().onPushed(batch));
            }

            @Override
            public void event(TerminalEvent event) {
                here.runOnContext(v -> onEvent(event));
            }
        });
        if (seat.isOpen()) {
            // Behind what the terminal told meanwhile.
            here.runOnContext(v -> goOn());
            serve();
            return Future.succeededFuture();
        }
        return open().recover(this::absent).onSuccess(v -> serve()).onFailure(failure -> {
            seat.relay().hold();
            handover.leave(seat);
        });
    }

    private void goOn() {
        market.flow().resume();
        if (seat.isFlowing()) {
            poll();
        } else {
            flow();
        }
    }

    /** The market of a terminal that is connected: its symbols and their past first, then its ticks. */
    private Future<Void> open() {
        opening = true;
        Promise<Void> opened = Promise.promise();
        underWay = opened.future();
        gateway.connect("", 0, "")
                .compose(connected -> market.past())
                .onComplete(past -> here.runOnContext(v -> {
                    opening = false;
                    if (past.succeeded()) {
                        market.open(past.result());
                        seat.opened();
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
        if (status.connected() && !opening && !stopping && !seat.isOpen()) {
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
            bus.publish(Addresses.HEALTH, market.health(seat.isWaitingForSubscriber()));
            if (market.flow().newestMsc() > 0) {
                shared.seenTick(id, market.flow().newestMsc());
            }
        });
    }

    private void releaseForSubscriber() {
        if (seat.isWaitingForSubscriber()) {
            seat.release();
            flow();
        }
    }

    private void flow() {
        if (seat.isWaitingForSubscriber() || !seat.isOpen() || stopping) {
            return;
        }
        seat.flows();
        if (terminal.tickMode() == TerminalConfig.TickMode.POLL) {
            poll();
        } else {
            gateway.pushTicks(seat.relay()::ticks);
            market.flow().start();
        }
    }

    private void poll() {
        if (terminal.tickMode() == TerminalConfig.TickMode.POLL) {
            pollTimer = vertx.setPeriodic(terminal.pollInterval().toMillis(), tick -> {
                if (!underWay.isComplete()) {
                    // The terminal is slow: its answers stay in order.
                    return;
                }
                Promise<Void> taken = Promise.promise();
                underWay = taken.future();
                gateway.pollTicks(POLL_BATCH)
                        .onComplete(polled -> here.runOnContext(v -> {
                            if (polled.succeeded() && !left) {
                                market.flow().take(polled.result());
                            }
                            taken.complete();
                        }));
            });
        }
    }

    /** What was handed over to this context before is taken first; what comes now waits for the follower. */
    @Override
    public Future<?> stop() {
        stopping = true;
        seat.relay().hold();
        market.flow().hold();
        if (pollTimer != NO_TIMER) {
            vertx.cancelTimer(pollTimer);
        }
        Promise<Void> turn = Promise.promise();
        here.runOnContext(v -> turn.complete());
        return turn.future()
                .compose(v -> underWay.timeout(LEAVE_MS, TimeUnit.MILLISECONDS).otherwiseEmpty())
                .onComplete(done -> {
                    left = true;
                    handover.leave(seat);
                });
    }
}
