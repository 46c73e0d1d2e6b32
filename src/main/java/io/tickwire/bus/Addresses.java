package io.tickwire.bus;

import io.tickwire.domain.Bar;
import io.tickwire.domain.RouterState;
import io.tickwire.domain.Tick;
import io.tickwire.domain.Timeframe;
import io.tickwire.domain.message.AccountEvent;
import io.tickwire.domain.message.AccountQuery;
import io.tickwire.domain.message.AccountState;
import io.tickwire.domain.message.AgentList;
import io.tickwire.domain.message.AgentsQuery;
import io.tickwire.domain.message.AuthDecision;
import io.tickwire.domain.message.Authenticate;
import io.tickwire.domain.message.BacktestAnswer;
import io.tickwire.domain.message.BacktestQuery;
import io.tickwire.domain.message.BacktestStatus;
import io.tickwire.domain.message.BarHistory;
import io.tickwire.domain.message.BarQuery;
import io.tickwire.domain.message.Census;
import io.tickwire.domain.message.ClientClaimed;
import io.tickwire.domain.message.CloseSession;
import io.tickwire.domain.message.DealsPage;
import io.tickwire.domain.message.DealsQuery;
import io.tickwire.domain.message.Drain;
import io.tickwire.domain.message.Drained;
import io.tickwire.domain.message.ExecReply;
import io.tickwire.domain.message.ExecRequest;
import io.tickwire.domain.message.ExecutionEvent;
import io.tickwire.domain.message.ExecutionsPage;
import io.tickwire.domain.message.ExecutionsQuery;
import io.tickwire.domain.message.FeedReceipt;
import io.tickwire.domain.message.FeedTick;
import io.tickwire.domain.message.HealthReport;
import io.tickwire.domain.message.Heartbeat;
import io.tickwire.domain.message.Infer;
import io.tickwire.domain.message.InferAnswer;
import io.tickwire.domain.message.ModelCommand;
import io.tickwire.domain.message.ModelReport;
import io.tickwire.domain.message.ModelsChanged;
import io.tickwire.domain.message.OpenSession;
import io.tickwire.domain.message.PaceCheck;
import io.tickwire.domain.message.PaceDone;
import io.tickwire.domain.message.PacingChange;
import io.tickwire.domain.message.PermitDecision;
import io.tickwire.domain.message.PermitRequest;
import io.tickwire.domain.message.PositionsEvent;
import io.tickwire.domain.message.Predict;
import io.tickwire.domain.message.PredictAnswer;
import io.tickwire.domain.message.QuoteQuery;
import io.tickwire.domain.message.QuotedSymbol;
import io.tickwire.domain.message.ReloadConfig;
import io.tickwire.domain.message.ReloadReport;
import io.tickwire.domain.message.Revoked;
import io.tickwire.domain.message.RiskCommand;
import io.tickwire.domain.message.RiskReport;
import io.tickwire.domain.message.SessionDecision;
import io.tickwire.domain.message.SignalAnswer;
import io.tickwire.domain.message.SignalsPage;
import io.tickwire.domain.message.SignalsQuery;
import io.tickwire.domain.message.StartBacktest;
import io.tickwire.domain.message.StoredBarsQuery;
import io.tickwire.domain.message.StoredTicks;
import io.tickwire.domain.message.StoredTicksQuery;
import io.tickwire.domain.message.StrategiesQuery;
import io.tickwire.domain.message.StrategyAnswer;
import io.tickwire.domain.message.StrategyCommand;
import io.tickwire.domain.message.StrategyList;
import io.tickwire.domain.message.SubmitSignal;
import io.tickwire.domain.message.SymbolList;
import io.tickwire.domain.message.SymbolsQuery;
import io.tickwire.domain.message.TerminalCommand;
import io.tickwire.domain.message.TerminalReply;
import io.tickwire.domain.message.TickHistory;
import io.tickwire.domain.message.TickQuery;
import io.tickwire.domain.message.TicketDecision;
import io.tickwire.domain.message.TicketRequest;
import io.tickwire.domain.message.Usage;
import io.tickwire.domain.message.UsageQuery;
import io.tickwire.domain.message.VerticleCommand;
import io.tickwire.domain.message.VerticleList;
import io.tickwire.domain.message.VerticleReport;
import io.tickwire.domain.message.VerticlesQuery;
import java.time.Duration;

/** Every address of the bus. Nobody else writes one down. */
public final class Addresses {
    private static final Duration QUICK = Duration.ofSeconds(2);
    private static final Duration STORED = Duration.ofSeconds(10);
    /** Longer than anything that may still refuse a signal: what is told later must be an outcome of something sent. */
    private static final Duration SIGNAL = Duration.ofSeconds(40);

    private static final Duration DRAIN = Duration.ofSeconds(5);
    /** The same for those who ask again soon. */
    private static final Duration BRIEF = Duration.ofSeconds(1);

    private static final Duration RELOADED = Duration.ofSeconds(120);
    /** What the one who serves may be away for while it is replaced. */
    private static final Duration REPLACED = Duration.ofSeconds(3);

    /** Beats of the platform: {@code SessionGuard} to edges. */
    public static final Topic<Heartbeat> HEARTBEAT = new Topic<>("sessions.heartbeat", Heartbeat.class);

    /** A new guard or poller asks who is there: {@code SessionGuard}, {@code TickPoller} to edges. */
    public static final Topic<Census> CENSUS = new Topic<>("sessions.census", Census.class);

    /** Edges to {@code SessionGuard}. */
    public static final Endpoint<OpenSession, SessionDecision> SESSION_OPEN =
            new Endpoint<>("sessions.open", OpenSession.class, SessionDecision.class, QUICK).patient(REPLACED);

    /** Edges to {@code SessionGuard}. */
    public static final Endpoint<UsageQuery, Usage> USAGE =
            new Endpoint<>("sessions.usage", UsageQuery.class, Usage.class, QUICK).patient(REPLACED);

    /** Edges to {@code SessionGuard}. */
    public static final Topic<CloseSession> SESSION_CLOSE = new Topic<>("sessions.close", CloseSession.class);

    /** Who shows a credential: edges to {@code SessionGuard}. */
    public static final Endpoint<Authenticate, AuthDecision> AUTHENTICATE =
            new Endpoint<>("sessions.authenticate", Authenticate.class, AuthDecision.class, QUICK).patient(REPLACED);

    /** Edges to {@code SessionGuard}. */
    public static final Endpoint<TicketRequest, TicketDecision> TICKET =
            new Endpoint<>("sessions.ticket", TicketRequest.class, TicketDecision.class, QUICK).patient(REPLACED);

    /** {@code SessionGuard} to edges. */
    public static final Topic<Revoked> REVOKED = new Topic<>("sessions.revoked", Revoked.class);

    /** {@code SignalExecutor} to {@code SessionGuard}. */
    public static final Endpoint<PermitRequest, PermitDecision> PERMIT =
            new Endpoint<>("sessions.permit", PermitRequest.class, PermitDecision.class, QUICK).patient(REPLACED);

    /** Consumers that pace a replay: edges to pollers. */
    public static final Topic<PacingChange> PACING = new Topic<>("market.pacing", PacingChange.class);

    /** All to {@code Supervisor} and edges. */
    public static final Topic<HealthReport> HEALTH = new Topic<>("ops.health", HealthReport.class);

    /** What the router of strategies says, when it changes: admin doors to executors. */
    public static final Topic<RouterState> ROUTER = new Topic<>("risk.router", RouterState.class);

    /** Edges to {@code Supervisor}. */
    public static final Endpoint<VerticlesQuery, VerticleList> VERTICLES =
            new Endpoint<>("ops.verticles", VerticlesQuery.class, VerticleList.class, QUICK);

    /** Replaces, scales, stops and starts a kind of verticle: REST to {@code Supervisor}. */
    public static final Endpoint<VerticleCommand, VerticleReport> VERTICLE_COMMAND =
            new Endpoint<>("ops.verticles.command", VerticleCommand.class, VerticleReport.class, SIGNAL);

    /** Reads the configuration again: REST to {@code Supervisor}. */
    public static final Endpoint<ReloadConfig, ReloadReport> RELOAD =
            new Endpoint<>("ops.config.reload", ReloadConfig.class, ReloadReport.class, RELOADED);

    /** Which models there are, and what to do with them: REST to {@code ModelKeeper}. Loading takes its time. */
    public static final Endpoint<ModelCommand, ModelReport> MODELS =
            new Endpoint<>("models.command", ModelCommand.class, ModelReport.class, SIGNAL);

    /** {@code ModelKeeper} to {@code Inference}. */
    public static final Topic<ModelsChanged> MODELS_CHANGED = new Topic<>("models.changed", ModelsChanged.class);

    /** Which MQTT client is where now: brokers to each other. */
    public static final Topic<ClientClaimed> CLIENT_CLAIMED = new Topic<>("mqtt.claimed", ClientClaimed.class);

    /** Ticks of any time: REST to {@code History}. */
    public static final Endpoint<StoredTicksQuery, StoredTicks> STORED_TICKS =
            new Endpoint<>("history.ticks", StoredTicksQuery.class, StoredTicks.class, STORED);

    /** Bars of any time: REST to {@code History}. */
    public static final Endpoint<StoredBarsQuery, BarHistory> STORED_BARS =
            new Endpoint<>("history.bars", StoredBarsQuery.class, BarHistory.class, STORED);

    /** Asks for a backtest: REST to {@code Backtester}. */
    public static final Endpoint<StartBacktest, BacktestAnswer> BACKTEST_START =
            new Endpoint<>("backtests.start", StartBacktest.class, BacktestAnswer.class, STORED);

    /** Backtests of this node: REST to {@code Backtester}. */
    public static final Endpoint<BacktestQuery, BacktestAnswer> BACKTESTS =
            new Endpoint<>("backtests", BacktestQuery.class, BacktestAnswer.class, STORED);

    /** How they go on: {@code Backtester} to edges. */
    public static final Topic<BacktestStatus> BACKTEST_PROGRESS =
            new Topic<>("backtests.progress", BacktestStatus.class);

    /** Strategies of this node: REST and pages to {@code StrategyKeeper}. */
    public static final Endpoint<StrategiesQuery, StrategyList> STRATEGIES =
            new Endpoint<>("strategies", StrategiesQuery.class, StrategyList.class, STORED);

    private Addresses() {}

    /** One strategy: REST and pages to its {@code StrategyHost}. */
    public static Endpoint<StrategyCommand, StrategyAnswer> strategy(String id) {
        return new Endpoint<>("strategies." + id, StrategyCommand.class, StrategyAnswer.class, SIGNAL);
    }

    /** Ticks of a stream: pollers to edges, strategies, history. */
    public static Topic<Tick> ticks(String stream) {
        return new Topic<>("market.ticks." + stream, Tick.class);
    }

    /** Closed bars of a timeframe, all streams. */
    public static Topic<Bar> bars(Timeframe timeframe) {
        return new Topic<>("market.bars." + timeframe, Bar.class);
    }

    public static Endpoint<SymbolsQuery, SymbolList> symbols(String terminal) {
        return new Endpoint<>("market.symbols." + terminal, SymbolsQuery.class, SymbolList.class, QUICK)
                .patient(REPLACED);
    }

    public static Endpoint<TickQuery, TickHistory> recentTicks(String terminal) {
        return new Endpoint<>("market.recent." + terminal, TickQuery.class, TickHistory.class, QUICK).patient(REPLACED);
    }

    public static Endpoint<BarQuery, BarHistory> recentBars(String terminal) {
        return new Endpoint<>("market.history." + terminal, BarQuery.class, BarHistory.class, QUICK).patient(REPLACED);
    }

    public static Endpoint<QuoteQuery, QuotedSymbol> quote(String terminal) {
        return new Endpoint<>("market.quote." + terminal, QuoteQuery.class, QuotedSymbol.class, QUICK)
                .patient(REPLACED);
    }

    /** Ticks that clients send: edges to the primary terminal's poller. */
    public static Endpoint<FeedTick, FeedReceipt> feed(String terminal) {
        return new Endpoint<>("market.feed." + terminal, FeedTick.class, FeedReceipt.class, QUICK).patient(REPLACED);
    }

    /** Asks one paced consumer whether it has kept up. */
    public static Endpoint<PaceCheck, PaceDone> pace(String consumer) {
        return new Endpoint<>("market.pace." + consumer, PaceCheck.class, PaceDone.class, QUICK);
    }

    /** The one guarded way to an order: every door to {@code SignalExecutor}. */
    public static Endpoint<SubmitSignal, SignalAnswer> submit(String account) {
        return new Endpoint<>("signals.submit." + account, SubmitSignal.class, SignalAnswer.class, SIGNAL)
                .patient(REPLACED);
    }

    /** A stopping node to its {@code SignalExecutor}s. */
    public static Endpoint<Drain, Drained> drain(String account) {
        return new Endpoint<>("signals.drain." + account, Drain.class, Drained.class, DRAIN);
    }

    public static Topic<ExecutionEvent> executions(String account) {
        return new Topic<>("executions." + account, ExecutionEvent.class);
    }

    public static Endpoint<ExecutionsQuery, ExecutionsPage> executionsSince(String account) {
        return new Endpoint<>("executions.since." + account, ExecutionsQuery.class, ExecutionsPage.class, QUICK)
                .patient(REPLACED);
    }

    /** Journaled signals: edges to {@code SignalExecutor}. */
    public static Endpoint<SignalsQuery, SignalsPage> journaledSignals(String account) {
        return new Endpoint<>("signals.journal." + account, SignalsQuery.class, SignalsPage.class, QUICK)
                .patient(REPLACED);
    }

    /** Risk state and brakes: admin doors to {@code SignalExecutor}. */
    public static Endpoint<RiskCommand, RiskReport> risk(String account) {
        return new Endpoint<>("risk.command." + account, RiskCommand.class, RiskReport.class, SIGNAL).patient(REPLACED);
    }

    public static Topic<AccountEvent> account(String account) {
        return new Topic<>("accounts." + account, AccountEvent.class);
    }

    public static Topic<PositionsEvent> positions(String account) {
        return new Topic<>("positions." + account, PositionsEvent.class);
    }

    public static Endpoint<AccountQuery, AccountState> accountState(String account) {
        return new Endpoint<>("accounts.state." + account, AccountQuery.class, AccountState.class, QUICK)
                .patient(REPLACED);
    }

    /**
     * Asks a model: sockets, REST, strategies to {@code Inference}. A node serves an address for each model that it has.
     *
     * @param timeout after which the answer is worth nothing
     */
    public static Endpoint<Predict, PredictAnswer> inference(String model, Duration timeout) {
        return new Endpoint<>("inference." + model, Predict.class, PredictAnswer.class, timeout);
    }

    /** Bare outputs of a model: REST to {@code Inference}. */
    public static Endpoint<Infer, InferAnswer> infer(String model, Duration timeout) {
        return new Endpoint<>("tensors." + model, Infer.class, InferAnswer.class, timeout);
    }

    /** What Expert Advisors that execute themselves ask and tell: edges to {@code SignalExecutor}. */
    public static Endpoint<ExecRequest, ExecReply> exec(String account) {
        return new Endpoint<>("exec.messages." + account, ExecRequest.class, ExecReply.class, QUICK).patient(BRIEF);
    }

    /** Who of them is alive: edges to {@code SignalExecutor}. */
    public static Endpoint<AgentsQuery, AgentList> agents(String account) {
        return new Endpoint<>("exec.agents." + account, AgentsQuery.class, AgentList.class, QUICK).patient(BRIEF);
    }

    /** Deals as the terminal keeps them: REST to {@code SignalExecutor}. */
    public static Endpoint<DealsQuery, DealsPage> deals(String account) {
        return new Endpoint<>("deals." + account, DealsQuery.class, DealsPage.class, STORED).patient(REPLACED);
    }

    public static Endpoint<TerminalCommand, TerminalReply> terminalCommand(String account) {
        return new Endpoint<>("terminals.command." + account, TerminalCommand.class, TerminalReply.class, SIGNAL)
                .patient(REPLACED);
    }
}
