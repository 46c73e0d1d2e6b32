package io.tickwire.verticles;

import io.tickwire.bus.Addresses;
import io.tickwire.bus.TypedBus;
import io.tickwire.config.ExecutionConfig;
import io.tickwire.domain.message.AccountState;
import io.tickwire.domain.message.QuoteQuery;
import io.tickwire.domain.message.QuotedSymbol;
import io.tickwire.execution.AccountWatch;
import io.tickwire.execution.CloseDesk;
import io.tickwire.execution.ExecutionEvents;
import io.tickwire.execution.GuardedTerminal;
import io.tickwire.execution.OpenDesk;
import io.tickwire.execution.SignalPipeline;
import io.tickwire.execution.TerminalCommands;
import io.tickwire.journal.Journal;
import io.tickwire.ops.Clock;
import io.tickwire.ops.EventLoopLag;
import io.tickwire.ops.Metrics;
import io.tickwire.risk.RiskGovernor;
import io.tickwire.risk.RiskSettings;
import io.tickwire.risk.TradingState;
import io.tickwire.terminal.TerminalEvent;
import io.tickwire.terminal.TerminalGateway;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.function.Function;

/** One account: the single writer of its orders. Every door's signals arrive here, and nowhere else. */
public final class SignalExecutor extends VerticleBase {
    private static final long ACCOUNT_DELAY_MS = 5;

    private final String account;
    private final ExecutionConfig config;
    private final TerminalGateway gateway;
    private final Journal journal;
    private final TypedBus bus;
    private final Clock clock;
    private final Metrics metrics;
    private final long epoch;
    private Runnable unlisten = () -> {};

    /** @param epoch of the execution events, which the journal carries over a redeploy */
    public SignalExecutor(
            String account,
            ExecutionConfig config,
            TerminalGateway gateway,
            Journal journal,
            TypedBus bus,
            Clock clock,
            Metrics metrics,
            long epoch) {
        this.account = account;
        this.config = config;
        this.gateway = gateway;
        this.journal = journal;
        this.bus = bus;
        this.clock = clock;
        this.metrics = metrics;
        this.epoch = epoch;
    }

    @Override
    public Future<?> start() {
        Context here = vertx.getOrCreateContext();
        GuardedTerminal terminal = new GuardedTerminal(gateway, here, config.orderTimeout());
        ExecutionEvents events = new ExecutionEvents(
                account, epoch, journal, clock, event -> bus.publish(Addresses.executions(account), event));
        SignalPipeline pipeline = pipeline(terminal, events);
        AccountWatch watch = new AccountWatch(
                account,
                clock.millis(),
                terminal,
                clock,
                task -> vertx.setTimer(ACCOUNT_DELAY_MS, timer -> task.run()),
                event -> bus.publish(Addresses.account(account), event),
                event -> bus.publish(Addresses.positions(account), event));
        serve(terminal, events, pipeline, watch);
        unlisten = gateway.onEvent(event -> here.runOnContext(v -> onEvent(event, events, watch)));
        vertx.setPeriodic(config.accountInterval().toMillis(), tick -> watch.refresh());
        EventLoopLag.watch(vertx, "SignalExecutor", clock, metrics);
        return watch.refresh().otherwiseEmpty();
    }

    private SignalPipeline pipeline(GuardedTerminal terminal, ExecutionEvents events) {
        RiskGovernor governor = new RiskGovernor(RiskSettings.of(config));
        Function<String, Future<QuotedSymbol>> quotes =
                symbol -> bus.request(Addresses.quote(account), new QuoteQuery(symbol));
        return new SignalPipeline(
                config,
                journal,
                permit -> bus.request(Addresses.PERMIT, permit),
                new OpenDesk(
                        config, terminal, quotes, governor, () -> TradingState.ACTIVE, journal, events, clock, metrics),
                new CloseDesk(config, terminal, quotes, governor, journal, events),
                events,
                clock,
                metrics);
    }

    private void serve(GuardedTerminal terminal, ExecutionEvents events, SignalPipeline pipeline, AccountWatch watch) {
        TerminalCommands commands = new TerminalCommands(terminal, pipeline::active);
        bus.serve(Addresses.submit(account), request -> pipeline.submit(request)
                .onSuccess(answer -> watch.refreshSoon()));
        bus.serve(Addresses.executionsSince(account), query -> Future.succeededFuture(journal.events(query)));
        bus.serve(Addresses.terminalCommand(account), commands::run);
        bus.serve(
                Addresses.accountState(account),
                query -> Future.succeededFuture(new AccountState(
                        watch.account(), watch.positions(), events.place(), terminal.status(), pipeline.active())));
    }

    private static void onEvent(TerminalEvent event, ExecutionEvents events, AccountWatch watch) {
        if (event instanceof TerminalEvent.DealDone done) {
            events.publish(done.deal());
            watch.refreshSoon();
        }
    }

    @Override
    public Future<?> stop() {
        unlisten.run();
        return Future.succeededFuture();
    }
}
