package io.tickwire.execution;

import static io.tickwire.ops.Awaiting.await;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tickwire.config.ConfigException;
import io.tickwire.config.ConfigLoader;
import io.tickwire.config.TickwireConfig;
import io.tickwire.domain.Execution;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.RouterState;
import io.tickwire.domain.Signal;
import io.tickwire.domain.SignalOutcome;
import io.tickwire.domain.Tick;
import io.tickwire.domain.message.ExecutionEvent;
import io.tickwire.domain.message.Origin;
import io.tickwire.domain.message.PermitDecision;
import io.tickwire.domain.message.QuotedSymbol;
import io.tickwire.domain.message.RiskCommand;
import io.tickwire.domain.message.RiskReport;
import io.tickwire.domain.message.SignalAnswer;
import io.tickwire.domain.message.SubmitSignal;
import io.tickwire.journal.Journal;
import io.tickwire.journal.MemoryJournal;
import io.tickwire.ops.ManualClock;
import io.tickwire.ops.Metrics;
import io.tickwire.risk.RiskSettings;
import io.tickwire.terminal.SymbolCatalogue;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;

/** An executor of a fake terminal, with a clock turned by hand. */
final class DeskFixture implements AutoCloseable {
    static final long EPOCH = 7;

    final Vertx vertx = Vertx.vertx();
    final Context context = vertx.getOrCreateContext();
    final ManualClock clock = new ManualClock();
    final FakeGateway terminal = new FakeGateway();
    final List<ExecutionEvent> events = new CopyOnWriteArrayList<>();
    final Journal journal;
    final AccountDesk desk;
    volatile QuotedSymbol quote;
    volatile Refusal permitRefusal;
    volatile RouterState router = RouterState.DEFAULT;

    DeskFixture(String config) {
        this(config, new MemoryJournal(3));
    }

    DeskFixture(String config, Journal journal) {
        this(config, journal, "sim", vertx -> Breaker.NONE);
    }

    DeskFixture(String config, Journal journal, String account, Function<Vertx, Breaker> breaker) {
        this.journal = journal;
        this.quote = new QuotedSymbol(SymbolCatalogue.spec("EURUSD"), tick(1.0845, 1.0847));
        TickwireConfig parsed = parse(config);
        this.desk = new AccountDesk(
                account,
                EPOCH,
                parsed.execution(),
                parsed.exec(),
                RiskSettings.of(parsed),
                new ContextJournal(journal, context),
                new GuardedTerminal(terminal, context, breaker.apply(vertx), breaker.apply(vertx), parsed.execution()),
                new AccountDesk.Questions(
                        symbol -> Future.succeededFuture(quote),
                        request -> Future.succeededFuture(new PermitDecision(permitRefusal)),
                        () -> router,
                        UUID::randomUUID),
                new AccountDesk.Publisher(events::add, event -> {}, event -> {}),
                task -> context.runOnContext(v -> task.run()),
                clock,
                new Metrics(new SimpleMeterRegistry()));
    }

    static TickwireConfig parse(String config) {
        try {
            return new ConfigLoader(Map.of()).parse(config, "test");
        } catch (ConfigException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Started and at work. */
    DeskFixture started() {
        reconcile();
        return this;
    }

    Tick tick(double bid, double ask) {
        return new Tick("EURUSD", 0, bid, ask, 0, 0, 6, 2, 1, clock.nanos(), clock.nanos());
    }

    <T> T on(Supplier<Future<T>> work) {
        return await(later(work));
    }

    <T> Future<T> later(Supplier<Future<T>> work) {
        Promise<T> promise = Promise.promise();
        context.runOnContext(v -> work.get().onComplete(promise));
        return promise.future();
    }

    boolean reconcile() {
        return on(desk::reconcile);
    }

    Future<SignalAnswer> ask(Signal signal) {
        return later(() -> desk.pipeline().submit(new SubmitSignal(signal, new Origin("tester", "bridge"), 0)));
    }

    SignalOutcome outcome(Signal signal) {
        return submit(signal).outcome();
    }

    Refusal refused(Signal signal) {
        return assertInstanceOf(SignalOutcome.Refused.class, outcome(signal)).refusal();
    }

    Execution executed(Signal signal) {
        return assertInstanceOf(SignalOutcome.Executed.class, outcome(signal)).execution();
    }

    RiskReport report() {
        return command(RiskCommand.report());
    }

    /** What the journal knows of a signal; null without an outcome. */
    SignalOutcome journaled(Signal signal) {
        return await(journal.find(signal.id())).orElseThrow().outcome();
    }

    List<String> statuses() {
        return events.stream().map(ExecutionEvent::status).toList();
    }

    SignalAnswer submit(Signal signal) {
        return await(ask(signal));
    }

    RiskReport command(RiskCommand command) {
        return on(() -> desk.killSwitch().run(command));
    }

    void refresh() {
        on(() -> desk.watch().refresh());
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
