package io.tickwire.verticles;

import io.tickwire.bus.Addresses;
import io.tickwire.bus.Endpoint;
import io.tickwire.bus.SharedRouter;
import io.tickwire.bus.Subscription;
import io.tickwire.bus.Topic;
import io.tickwire.bus.TypedBus;
import io.tickwire.config.ExecConfig;
import io.tickwire.config.ExecutionConfig;
import io.tickwire.domain.RouterState;
import io.tickwire.domain.TradingState;
import io.tickwire.domain.TradingStatus;
import io.tickwire.domain.message.Drained;
import io.tickwire.domain.message.HealthReport;
import io.tickwire.domain.message.HealthReport.Level;
import io.tickwire.domain.message.QuoteQuery;
import io.tickwire.execution.AccountDesk;
import io.tickwire.execution.ContextJournal;
import io.tickwire.execution.GuardedTerminal;
import io.tickwire.execution.VertxBreaker;
import io.tickwire.journal.Journal;
import io.tickwire.ops.Clock;
import io.tickwire.ops.EventLoopLag;
import io.tickwire.ops.Metrics;
import io.tickwire.risk.RiskSettings;
import io.tickwire.terminal.TerminalGateway;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** One account: the single writer of its orders. Every door's signals arrive here, and nowhere else. */
public final class SignalExecutor extends VerticleBase {
    private static final long ACCOUNT_DELAY_MS = 25;
    private static final long RECONCILE_MS = 250;
    private static final long STOP_FILE_MS = 1_000;
    private static final long START_MS = 2_000;
    private static final long EXEC_MS = 1_000;
    private static final int MAX_DRAIN_STEPS = 400;
    private static final long DRAIN_STEP_MS = 10;

    private final Account account;
    private final ExecutionConfig config;
    private final ExecConfig execConfig;
    private final RiskSettings settings;
    private final Journal journal;
    private final TypedBus bus;
    private final Clock clock;
    private final Metrics metrics;
    private AccountDesk desk;
    private VertxBreaker reads;
    private VertxBreaker orders;
    private volatile RouterState router = RouterState.DEFAULT;
    private ContextJournal view;
    private boolean gone;
    private boolean stopFilePresent;
    private Runnable unlisten = () -> {};
    private final List<Subscription> served = new ArrayList<>();

    /**
     * What it executes for.
     *
     * @param epoch of the execution events
     * @param stopFile halts the account while it exists
     */
    public record Account(String id, TerminalGateway gateway, long epoch, Path stopFile) {}

    public SignalExecutor(
            Account account,
            ExecutionConfig config,
            ExecConfig execConfig,
            RiskSettings settings,
            Journal journal,
            TypedBus bus,
            Clock clock,
            Metrics metrics) {
        this.account = account;
        this.config = config;
        this.execConfig = execConfig;
        this.settings = settings;
        this.journal = journal;
        this.bus = bus;
        this.clock = clock;
        this.metrics = metrics;
    }

    @Override
    public Future<?> start() {
        Context here = vertx.getOrCreateContext();
        String id = account.id();
        reads = new VertxBreaker(vertx, "questions to terminal " + id, config.breaker());
        orders = new VertxBreaker(vertx, "orders to terminal " + id, config.breaker());
        view = new ContextJournal(journal, here);
        desk = new AccountDesk(
                id,
                account.epoch(),
                config,
                execConfig,
                settings,
                view,
                new GuardedTerminal(account.gateway(), here, reads, orders, config),
                new AccountDesk.Questions(
                        symbol -> bus.request(Addresses.quote(id), new QuoteQuery(symbol)),
                        permit -> bus.request(Addresses.PERMIT, permit),
                        () -> router,
                        UUID::randomUUID),
                new AccountDesk.Publisher(
                        event -> tell(Addresses.executions(id), event),
                        event -> tell(Addresses.account(id), event),
                        event -> tell(Addresses.positions(id), event)),
                task -> vertx.setTimer(ACCOUNT_DELAY_MS, timer -> task.run()),
                clock,
                metrics);
        serve();
        unlisten = account.gateway().onEvent(event -> here.runOnContext(v -> desk.onTerminal(event)));
        vertx.setPeriodic(
                config.accountInterval().toMillis(), tick -> desk.watch().refresh());
        vertx.setPeriodic(RECONCILE_MS, tick -> {
            desk.pipeline().expire();
            desk.killSwitch().tick();
            desk.reconcile();
        });
        vertx.setPeriodic(0, STOP_FILE_MS, tick -> look());
        vertx.setPeriodic(EXEC_MS, tick -> desk.exec().tick());
        EventLoopLag.watch(vertx, "SignalExecutor", clock, metrics);
        new SharedRouter(vertx, bus).get().onSuccess(state -> router = state);
        // Usually the journal and the terminal agree at once; a start that takes longer goes on in the background.
        return desk.reconcile()
                .timeout(START_MS, TimeUnit.MILLISECONDS)
                .otherwise(false)
                .onSuccess(agreed -> open());
    }

    private <T> void tell(Topic<T> topic, T event) {
        if (!gone) {
            bus.publish(topic, event);
        }
    }

    private void serve() {
        String id = account.id();
        bus.subscribe(Addresses.ROUTER, state -> router = state);
        bus.serve(Addresses.drain(id), request -> {
            desk.pipeline().close();
            return idle().map(v -> new Drained());
        });
        serve(Addresses.executionsSince(id), query -> desk.journal().events(query));
        serve(Addresses.journaledSignals(id), query -> desk.journal().signals(query));
        serve(Addresses.risk(id), command -> desk.killSwitch().run(command).onSuccess(report -> tellHealth()));
        serve(Addresses.terminalCommand(id), command -> desk.commands().run(command));
        serve(Addresses.deals(id), query -> desk.deals().page(query));
        serve(Addresses.accountState(id), query -> desk.state(query.exact()));
        serve(Addresses.exec(id), request -> desk.exec().answer(request));
        serve(Addresses.agents(id), query -> Future.succeededFuture(desk.exec().agents()));
    }

    private <Q, A> void serve(Endpoint<Q, A> endpoint, Function<Q, Future<A>> service) {
        served.add(bus.serve(endpoint, service));
    }

    /** Signals that came meanwhile wait on the bus. */
    private void open() {
        serve(Addresses.submit(account.id()), request -> desk.pipeline()
                .submit(request)
                .onSuccess(answer -> desk.watch().refreshSoon()));
    }

    private void look() {
        tellHealth();
        String file = account.stopFile().toString();
        vertx.fileSystem().exists(file).onSuccess(present -> {
            stopFilePresent = present;
            if (present) {
                vertx.fileSystem()
                        .readFile(file)
                        .map(content -> content.toString().strip().equalsIgnoreCase("close"))
                        .otherwise(false)
                        .onSuccess(closeAll -> desk.killSwitch().stopFile(closeAll, () -> stopFilePresent));
            }
        });
    }

    private void tellHealth() {
        TradingStatus trading = desk.risk().trading();
        Level level = trading.state() == TradingState.ACTIVE
                ? Level.HEALTHY
                : trading.state() == TradingState.REDUCING ? Level.DEGRADED : Level.UNHEALTHY;
        String reason = level == Level.HEALTHY ? "" : "trading is " + trading.state() + ": " + trading.reason();
        boolean connected = account.gateway().status().connected();
        if (level == Level.HEALTHY && connected && reads.level() + orders.level() > 0) {
            level = Level.UNHEALTHY;
            reason =
                    "the terminal fails: its circuit is " + desk.risk().report().circuit();
        } else if (level == Level.HEALTHY
                && connected
                && !desk.risk().unreadable().isEmpty()) {
            level = Level.UNHEALTHY;
            reason = "nothing can be opened: " + desk.risk().unreadable();
        }
        bus.publish(Addresses.HEALTH, new HealthReport("SignalExecutor " + account.id(), level, reason));
        metrics.account(
                account.id(),
                Math.max(reads.level(), orders.level()),
                trading.state().ordinal(),
                desk.risk().report().doubts());
    }

    /** What is at the terminal is waited for, so that a redeploy leaves nothing in doubt; what comes now is the follower's. */
    @Override
    public Future<?> stop() {
        unlisten.run();
        served.forEach(Subscription::cancel);
        if (desk != null) {
            desk.exec().flush();
        }
        return idle().onComplete(done -> {
            // Whoever follows owns the journal and the numbers; what comes late here finds nobody.
            gone = true;
            view.close();
            reads.close();
            orders.close();
        });
    }

    private Future<Void> idle() {
        Promise<Void> idle = Promise.promise();
        drain(idle, MAX_DRAIN_STEPS);
        return idle.future();
    }

    private void drain(Promise<Void> drained, int stepsLeft) {
        if (desk == null || desk.pipeline().active() == 0 || stepsLeft == 0) {
            drained.complete();
        } else {
            vertx.setTimer(DRAIN_STEP_MS, timer -> drain(drained, stepsLeft - 1));
        }
    }
}
