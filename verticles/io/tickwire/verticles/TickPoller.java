package io.tickwire.verticles;

import io.tickwire.bus.Addresses;
import io.tickwire.bus.TypedBus;
import io.tickwire.config.TerminalConfig;
import io.tickwire.config.TickwireConfig;
import io.tickwire.domain.SymbolSpec;
import io.tickwire.domain.message.Census;
import io.tickwire.domain.message.HealthReport;
import io.tickwire.domain.message.PaceCheck;
import io.tickwire.domain.message.TerminalStatus;
import io.tickwire.market.FeedIntake;
import io.tickwire.market.Freshness;
import io.tickwire.market.MarketCache;
import io.tickwire.market.ReplayPace;
import io.tickwire.market.TickFlow;
import io.tickwire.market.TickPipeline;
import io.tickwire.ops.Clock;
import io.tickwire.ops.EventLoopLag;
import io.tickwire.ops.Metrics;
import io.tickwire.terminal.SymbolCatalogue;
import io.tickwire.terminal.TerminalEvent;
import io.tickwire.terminal.TerminalGateway;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One terminal's market data: takes its ticks (and, on the primary terminal, those that clients feed in), validates,
 * caches and publishes them, and answers what the cache holds.
 */
public final class TickPoller extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(TickPoller.class);
    private static final int POLL_BATCH = 10_000;
    private static final long HEALTH_MS = 1000;

    private final TickwireConfig config;
    private final TerminalConfig terminal;
    private final TerminalGateway gateway;
    private final TypedBus bus;
    private final Clock clock;
    private final Metrics metrics;
    private final MarketCache cache;
    private final TickPipeline pipeline;
    private final ReplayPace pace;
    private final TickFlow flow;
    private final Freshness freshness;
    private Runnable unlisten = () -> {};
    private boolean waitingForSubscriber;

    /** @param epoch of this poller's sequence numbers */
    public TickPoller(
            TickwireConfig config,
            TerminalConfig terminal,
            TerminalGateway gateway,
            TypedBus bus,
            Clock clock,
            Metrics metrics,
            long epoch) {
        this.config = config;
        this.terminal = terminal;
        this.gateway = gateway;
        this.bus = bus;
        this.clock = clock;
        this.metrics = metrics;
        this.cache = new MarketCache(config.market(), epoch);
        this.pipeline = new TickPipeline(
                cache,
                clock,
                metrics,
                tick -> bus.publish(Addresses.ticks(tick.symbol()), tick),
                bar -> bus.publish(Addresses.bars(bar.timeframe()), bar));
        this.pace = new ReplayPace(consumer -> bus.request(Addresses.pace(consumer), new PaceCheck()));
        this.flow = new TickFlow(gateway, this::streamName, pipeline, pace, clock, metrics);
        this.freshness =
                new Freshness("TickPoller " + terminal.id(), config.market().staleAfter());
    }

    @Override
    public Future<?> start() {
        Context here = vertx.getOrCreateContext();
        unlisten = gateway.onEvent(event -> here.runOnContext(v -> onEvent(event)));
        EventLoopLag.watch(vertx, "TickPoller", clock, metrics);
        return gateway.connect("", 0, "")
                .compose(connected -> gateway.symbols())
                .compose(this::openStreams)
                .compose(ready -> onContext(here, this::serveAndFlow));
    }

    private static Future<Void> onContext(Context here, Runnable task) {
        return Future.future(promise -> here.runOnContext(v -> {
            task.run();
            promise.complete();
        }));
    }

    /** Runs on the terminal's thread until the verticle is on: nobody else touches the cache before that. */
    private Future<Void> openStreams(List<SymbolSpec> specs) {
        List<Future<?>> primed = new ArrayList<>();
        int minutes = terminal.simulated().feed().historyMinutes();
        for (SymbolSpec spec : specs) {
            cache.open(streamName(spec.name()), spec, true);
            primed.add(gateway.history(spec.name(), minutes)
                    .onSuccess(bars -> cache.prime(streamName(spec.name()), bars)));
        }
        return Future.all(primed).mapEmpty();
    }

    private void serveAndFlow() {
        String id = terminal.id();
        bus.serve(Addresses.symbols(id), query -> Future.succeededFuture(cache.symbols()));
        bus.serve(Addresses.recentBars(id), query -> Future.succeededFuture(cache.bars(query)));
        bus.serve(Addresses.quote(id), query -> Future.succeededFuture(cache.quote(streamName(query.symbol()))));
        bus.serve(Addresses.recentTicks(id), query -> {
            releaseForSubscriber();
            return Future.succeededFuture(cache.ticks(query));
        });
        bus.subscribe(Addresses.PACING, pace::onChange);
        bus.publish(Addresses.CENSUS, new Census());
        if (isPrimary()) {
            FeedIntake intake = new FeedIntake(
                    config.market(), cache, pipeline, clock, cache::knows, SymbolCatalogue::spec, gateway::acceptQuote);
            bus.serve(Addresses.feed(id), tick -> Future.succeededFuture(intake.accept(tick)));
        }
        vertx.setPeriodic(HEALTH_MS, tick -> reportHealth());
        waitingForSubscriber = terminal.simulated().feed().waitForSubscriber();
        if (!waitingForSubscriber) {
            flowTicks();
        }
        reportHealth();
    }

    private void releaseForSubscriber() {
        if (waitingForSubscriber) {
            waitingForSubscriber = false;
            // The subscriber's own answer goes out first: it was asked for on this turn.
            vertx.runOnContext(v -> flowTicks());
        }
    }

    private void flowTicks() {
        if (terminal.tickMode() == TerminalConfig.TickMode.POLL) {
            Context here = vertx.getOrCreateContext();
            vertx.setPeriodic(terminal.pollInterval().toMillis(), tick -> gateway.pollTicks(POLL_BATCH)
                    .onSuccess(batch -> here.runOnContext(v -> flow.take(batch))));
            return;
        }
        Context here = vertx.getOrCreateContext();
        gateway.pushTicks(batch -> here.runOnContext(v -> flow.onPushed(batch)));
        flow.start();
    }

    private void onEvent(TerminalEvent event) {
        if (event instanceof TerminalEvent.SymbolAdded added) {
            cache.open(streamName(added.spec().name()), added.spec(), true);
        } else if (event instanceof TerminalEvent.FeedEnded ended) {
            freshness.feedEnded(ended.failure());
            LOG.info(
                    "terminal {}: feed ended after {} ticks{}",
                    terminal.id(),
                    ended.ticks(),
                    ended.failure().isEmpty() ? "" : ": " + ended.failure());
        }
    }

    private void reportHealth() {
        TerminalStatus status = gateway.status();
        HealthReport report = freshness.report(status, waitingForSubscriber ? 0 : flow.silenceNanos());
        bus.publish(Addresses.HEALTH, report);
    }

    private boolean isPrimary() {
        return terminal.id().equals(config.primaryTerminal().id());
    }

    private String streamName(String symbol) {
        return isPrimary() ? symbol : symbol + "@" + terminal.id();
    }

    @Override
    public Future<?> stop() {
        flow.stop();
        unlisten.run();
        gateway.pushTicks(batch -> {});
        return Future.succeededFuture();
    }
}
