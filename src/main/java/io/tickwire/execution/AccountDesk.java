package io.tickwire.execution;

import io.tickwire.config.ExecConfig;
import io.tickwire.config.ExecutionConfig;
import io.tickwire.domain.PendingOrder;
import io.tickwire.domain.Position;
import io.tickwire.domain.RiskState;
import io.tickwire.domain.RouterState;
import io.tickwire.domain.TradingState;
import io.tickwire.domain.message.AccountEvent;
import io.tickwire.domain.message.AccountState;
import io.tickwire.domain.message.ExecutionEvent;
import io.tickwire.domain.message.PermitDecision;
import io.tickwire.domain.message.PermitRequest;
import io.tickwire.domain.message.PositionsEvent;
import io.tickwire.domain.message.QuotedSymbol;
import io.tickwire.journal.Journal;
import io.tickwire.ops.Clock;
import io.tickwire.ops.Metrics;
import io.tickwire.risk.RiskBook;
import io.tickwire.risk.RiskGovernor;
import io.tickwire.risk.RiskSettings;
import io.tickwire.risk.RiskView;
import io.tickwire.terminal.TerminalEvent;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The executor of one account, assembled: what a signal passes through, what is watched, and the start. Owner: the
 * executor's context.
 */
public final class AccountDesk {
    private static final Logger LOG = LoggerFactory.getLogger(AccountDesk.class);

    private static final long SLOW_MS = 500;

    private final String account;
    private final long epoch;
    private final Journal journal;
    private final GuardedTerminal terminal;
    private final ExecutionEvents events;
    private final RiskBook book;
    private final TradingControl control;
    private final Settlement settlement;
    private final AccountWatch watch;
    private final Reconciler reconciler;
    private final SignalPipeline pipeline;
    private final RiskDesk risk;
    private final KillSwitch killSwitch;
    private final TerminalCommands commands;
    private final DealsDesk deals;
    private final ExecDesk exec;
    private boolean restored;
    private Future<Void> remembered = Future.failedFuture("the journal was not read yet");

    /** What the desk tells the platform. */
    public record Publisher(
            Consumer<ExecutionEvent> executions, Consumer<AccountEvent> accounts, Consumer<PositionsEvent> positions) {}

    /** What the desk asks the platform. */
    public record Questions(
            Function<String, Future<QuotedSymbol>> quotes,
            Function<PermitRequest, Future<PermitDecision>> permits,
            Supplier<RouterState> router,
            Supplier<UUID> newIds) {}

    /**
     * @param journal answers on the executor's context
     * @param epoch of the events
     * @param later runs a task on the executor's context after a short while
     */
    public AccountDesk(
            String account,
            long epoch,
            ExecutionConfig config,
            ExecConfig execConfig,
            RiskSettings settings,
            Journal journal,
            GuardedTerminal terminal,
            Questions questions,
            Publisher publisher,
            Consumer<Runnable> later,
            Clock clock,
            Metrics metrics) {
        this.account = account;
        this.epoch = epoch;
        this.journal = journal;
        this.terminal = terminal;
        this.events = new ExecutionEvents(account, epoch, journal, clock, publisher.executions());
        this.book = new RiskBook(settings.dayZone(), this::remember);
        this.control = new TradingControl(book, journal::status);
        this.watch = new AccountWatch(
                account,
                clock.millis(),
                terminal,
                book,
                clock,
                later,
                publisher.accounts(),
                publisher.positions(),
                this::held);
        this.settlement = new Settlement(journal, events, book, watch::settled, clock);
        this.reconciler = new Reconciler(terminal, settlement, config.proofAfter(), clock);
        this.risk = new RiskDesk(
                account,
                new RiskView(settings),
                book,
                control,
                watch,
                settlement,
                terminal,
                journal,
                questions.router(),
                config.maxAccountAge(),
                clock);
        Symbols symbols = new Symbols(config.symbols(), questions.quotes());
        RequestBuilder requests = new RequestBuilder(config);
        RiskGovernor governor = new RiskGovernor(settings);
        this.pipeline = new SignalPipeline(
                config,
                journal,
                questions.permits(),
                new OpenDesk(
                        terminal,
                        symbols,
                        requests,
                        governor,
                        risk,
                        watch,
                        journal,
                        settlement,
                        config.maxWait(),
                        clock,
                        metrics),
                new CloseDesk(terminal, symbols, requests, governor, journal, settlement, clock),
                new ModifyDesk(terminal, symbols, governor, risk, journal, settlement, clock),
                settlement,
                clock,
                metrics);
        this.killSwitch = new KillSwitch(
                account, book, risk, watch, terminal, pipeline, questions.newIds(), () -> remembered, clock);
        this.deals = new DealsDesk(terminal);
        this.commands = new TerminalCommands(terminal, pipeline::active);
        this.exec = new ExecDesk(
                execConfig,
                settings.dayZone(),
                new ExecJudge(
                        account,
                        new ExecJudge.Limits(
                                config.minVolume(),
                                config.maxVolume(),
                                execConfig.approvalHold().toNanos()),
                        terminal,
                        symbols,
                        requests,
                        governor,
                        risk,
                        watch.reservations(),
                        questions.newIds()),
                risk,
                book,
                journal,
                later,
                clock,
                metrics);
    }

    private void held(List<Position> open, List<PendingOrder> pending) {
        reconciler.watch(open, pending);
    }

    private void remember(RiskState state) {
        if (restored) {
            remembered = journal.risk(state);
        }
    }

    public SignalPipeline pipeline() {
        return pipeline;
    }

    public KillSwitch killSwitch() {
        return killSwitch;
    }

    public TerminalCommands commands() {
        return commands;
    }

    public DealsDesk deals() {
        return deals;
    }

    public ExecDesk exec() {
        return exec;
    }

    public AccountWatch watch() {
        return watch;
    }

    public RiskDesk risk() {
        return risk;
    }

    public Journal journal() {
        return journal;
    }

    /**
     * As it is after everything that was answered before; what a terminal is slow to show is shown as it was.
     *
     * @param exact whether it is read once more, and says so when it cannot
     */
    public Future<AccountState> state(boolean exact) {
        Future<Void> read = exact ? watch.readAgain() : watch.caughtUp();
        return Future.join(read, events.told())
                .timeout(SLOW_MS, TimeUnit.MILLISECONDS)
                .map(done -> known(exact))
                .otherwise(slow -> known(false));
    }

    private AccountState known(boolean fresh) {
        return new AccountState(
                watch.account(),
                watch.positions(),
                watch.orders(),
                events.place(),
                terminal.status(),
                pipeline.active(),
                fresh);
    }

    /**
     * One step of the start, or of the regular proof of what is in doubt; called again and again. True when trading may
     * go on: the journal is read, the terminal was read, and nothing that a former process sent is in doubt.
     */
    public Future<Boolean> reconcile() {
        return restore()
                .compose(ready -> control.isStarted() ? Future.succeededFuture() : watch.refresh())
                .compose(read -> reconciler.run())
                .map(proven -> {
                    if (!control.isStarted() && proven) {
                        control.started();
                        LOG.info(
                                "account {}: journal and terminal agree, trading is {}",
                                account,
                                control.status().state());
                    } else if (!control.isStarted()) {
                        control.waiting("starting: " + settlement.doubts().size()
                                + " orders of the last run are not proven yet");
                    }
                    return control.isStarted();
                })
                .otherwise(failure -> {
                    if (!control.isStarted()) {
                        control.waiting("starting: " + failure.getMessage());
                    }
                    LOG.debug("account {}: {}", account, failure.toString());
                    return false;
                });
    }

    private Future<Void> restore() {
        if (restored) {
            return Future.succeededFuture();
        }
        return journal.restore(epoch).compose(kept -> exec.restore().map(kept)).map(kept -> {
            events.resumeAfter(kept.lastEvent());
            settlement.restore(kept.open());
            restored = true;
            book.restore(kept.risk());
            boolean plain = kept.open().isEmpty() && kept.risk().halt().state() == TradingState.ACTIVE;
            LOG.atLevel(plain ? Level.DEBUG : Level.INFO)
                    .log(
                            "account {}: journal read, {} signals in doubt, brake: {}",
                            account,
                            kept.open().size(),
                            kept.risk().halt().state());
            return null;
        });
    }

    /** Something that the terminal did by itself. */
    public void onTerminal(TerminalEvent event) {
        if (event instanceof TerminalEvent.DealDone done && restored) {
            events.publish(done.deal());
            if (done.deal().profit() != 0) {
                book.closed(done.deal().profit());
            }
            watch.refreshSoon();
        } else if (event instanceof TerminalEvent.OrdersChanged) {
            watch.refreshSoon();
        }
    }
}
