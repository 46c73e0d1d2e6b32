package io.tickwire.execution;

import io.tickwire.config.ExecutionConfig;
import io.tickwire.domain.Execution;
import io.tickwire.domain.Signal;
import io.tickwire.domain.SignalOutcome;
import io.tickwire.domain.TradeRequest;
import io.tickwire.domain.TradeResult;
import io.tickwire.domain.message.QuotedSymbol;
import io.tickwire.journal.Journal;
import io.tickwire.ops.Clock;
import io.tickwire.ops.Metrics;
import io.tickwire.ops.Metrics.Stage;
import io.tickwire.risk.ApprovedOrder;
import io.tickwire.risk.OpenQuestion;
import io.tickwire.risk.RiskGovernor;
import io.tickwire.risk.TradingState;
import io.tickwire.risk.Verdict;
import io.tickwire.terminal.OrderCheck;
import io.vertx.core.Future;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;

/** Opens positions: risk, intent, terminal, outcome. Owner: the executor's context. */
public final class OpenDesk {
    private final ExecutionConfig config;
    private final GuardedTerminal terminal;
    private final Function<String, Future<QuotedSymbol>> quotes;
    private final RiskGovernor governor;
    private final Supplier<TradingState> state;
    private final Journal journal;
    private final ExecutionEvents events;
    private final Clock clock;
    private final Metrics metrics;

    public OpenDesk(
            ExecutionConfig config,
            GuardedTerminal terminal,
            Function<String, Future<QuotedSymbol>> quotes,
            RiskGovernor governor,
            Supplier<TradingState> state,
            Journal journal,
            ExecutionEvents events,
            Clock clock,
            Metrics metrics) {
        this.config = config;
        this.terminal = terminal;
        this.quotes = quotes;
        this.governor = governor;
        this.state = state;
        this.journal = journal;
        this.events = events;
        this.clock = clock;
        this.metrics = metrics;
    }

    Future<SignalOutcome> open(Signal signal) {
        long startedNanos = clock.nanos();
        return quotes.apply(signal.symbol())
                .recover(failure -> Future.failedFuture(Outcomes.unavailable(failure)))
                .compose(quote -> judge(signal, quote))
                .compose(verdict -> {
                    metrics.stage(Stage.SIGNAL_RISK, clock.nanos() - startedNanos);
                    return verdict instanceof Verdict.Approved approved
                            ? send(signal, approved.order())
                            : Future.succeededFuture(
                                    new SignalOutcome.Refused(signal.id(), ((Verdict.Denied) verdict).refusal()));
                });
    }

    private Future<Verdict> judge(Signal signal, QuotedSymbol quote) {
        TradeRequest.OpenMarket order = order(signal);
        return check(order, quote)
                .map(check -> governor.judgeOpen(
                        new OpenQuestion(
                                signal,
                                quote.spec(),
                                quote.tick(),
                                check.requiredMargin(),
                                check.freeMargin(),
                                state.get(),
                                clock.nanos()),
                        order));
    }

    private TradeRequest.OpenMarket order(Signal signal) {
        String tag = OrderTag.of(signal.id());
        return new TradeRequest.OpenMarket(
                tag,
                signal.symbol(),
                signal.side(),
                signal.volume(),
                signal.stopLoss(),
                signal.takeProfit(),
                signal.deviationPoints() < 0 ? config.deviation() : signal.deviationPoints(),
                signal.magic(),
                tag);
    }

    private Future<OrderCheck> check(TradeRequest.OpenMarket order, QuotedSymbol quote) {
        return quote.spec() == null || quote.tick() == null
                ? Future.succeededFuture(new OrderCheck(0, 0))
                : terminal.check(order).recover(failure -> Future.failedFuture(Outcomes.unavailable(failure)));
    }

    private Future<SignalOutcome> send(Signal signal, ApprovedOrder order) {
        long intentNanos = clock.nanos();
        return journal.intent(signal).compose(durable -> {
            long sentNanos = clock.nanos();
            metrics.stage(Stage.SIGNAL_JOURNAL, sentNanos - intentNanos);
            return terminal.submit(order, late -> settle(signal, late)).compose(result -> {
                metrics.stage(Stage.SIGNAL_TERMINAL, clock.nanos() - sentNanos);
                return settle(signal, result);
            });
        });
    }

    private Future<SignalOutcome> settle(Signal signal, TradeResult result) {
        SignalOutcome outcome = result instanceof TradeResult.Filled filled
                ? new SignalOutcome.Executed(signal.id(), execution(signal, filled))
                : Outcomes.notFilled(signal, result);
        return journal.outcome(signal, outcome).map(durable -> {
            events.publish(signal, outcome);
            return outcome;
        });
    }

    private static Execution execution(Signal signal, TradeResult.Filled filled) {
        return new Execution(
                filled.order(),
                filled.positionId(),
                signal.symbol(),
                signal.side().name().toLowerCase(Locale.ROOT),
                filled.price(),
                filled.volume(),
                filled.profit(),
                filled.timeMsc(),
                filled.retcode());
    }
}
