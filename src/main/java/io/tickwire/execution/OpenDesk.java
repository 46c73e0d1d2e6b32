package io.tickwire.execution;

import io.tickwire.domain.AccountSnapshot;
import io.tickwire.domain.ErrorCode;
import io.tickwire.domain.Execution;
import io.tickwire.domain.OrderType;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.Signal;
import io.tickwire.domain.SignalOutcome;
import io.tickwire.domain.TradeRequest;
import io.tickwire.domain.TradeResult;
import io.tickwire.domain.TradingState;
import io.tickwire.domain.TradingStatus;
import io.tickwire.domain.message.QuotedSymbol;
import io.tickwire.journal.Journal;
import io.tickwire.ops.Clock;
import io.tickwire.ops.Metrics;
import io.tickwire.ops.Metrics.Stage;
import io.tickwire.risk.ApprovedOrder;
import io.tickwire.risk.OpenQuestion;
import io.tickwire.risk.RiskGovernor;
import io.tickwire.risk.Verdict;
import io.tickwire.terminal.OrderCheck;
import io.vertx.core.Future;
import java.time.Duration;

/** Opens positions and places pending orders: risk, intent, terminal, outcome. Owner: the executor's context. */
public final class OpenDesk {
    private final GuardedTerminal terminal;
    private final Symbols symbols;
    private final RequestBuilder requests;
    private final RiskGovernor governor;
    private final RiskDesk risk;
    private final AccountWatch watch;
    private final Journal journal;
    private final Settlement settlement;
    private final Duration maxWait;
    private final Clock clock;
    private final Metrics metrics;

    OpenDesk(
            GuardedTerminal terminal,
            Symbols symbols,
            RequestBuilder requests,
            RiskGovernor governor,
            RiskDesk risk,
            AccountWatch watch,
            Journal journal,
            Settlement settlement,
            Duration maxWait,
            Clock clock,
            Metrics metrics) {
        this.terminal = terminal;
        this.symbols = symbols;
        this.requests = requests;
        this.governor = governor;
        this.risk = risk;
        this.watch = watch;
        this.journal = journal;
        this.settlement = settlement;
        this.maxWait = maxWait;
        this.clock = clock;
        this.metrics = metrics;
    }

    Future<SignalOutcome> open(Signal signal) {
        long startedNanos = clock.nanos();
        return symbols.quote(signal.symbol())
                .recover(failure -> Future.failedFuture(Outcomes.unavailable(failure)))
                .compose(quote -> judge(signal, quote))
                .compose(verdict -> {
                    metrics.stage(Stage.SIGNAL_RISK, clock.nanos() - startedNanos);
                    return verdict instanceof Verdict.Approved approved
                            ? send(signal, approved.order())
                            : Future.succeededFuture(refused(signal, ((Verdict.Denied) verdict).refusal()));
                })
                .onFailure(failure -> watch.reservations().release(signal.id()));
    }

    private Future<Verdict> judge(Signal signal, QuotedSymbol quote) {
        Refusal wrongPrice = quote.spec() == null ? null : RequestBuilder.refusePrice(signal, quote.tick());
        if (wrongPrice != null) {
            return Future.succeededFuture(new Verdict.Denied(wrongPrice));
        }
        TradeRequest order = quote.spec() == null ? null : requests.open(signal, quote.spec(), quote.tick());
        return check(order, quote).map(check -> {
            AccountSnapshot account = risk.account();
            Verdict verdict = governor.judgeOpen(
                    new OpenQuestion(
                            signal,
                            quote.spec(),
                            quote.tick(),
                            signal.price() > 0,
                            check.requiredMargin(),
                            check.freeMargin(),
                            risk.facts(
                                    account,
                                    quote.spec() == null
                                            ? signal.symbol()
                                            : quote.spec().name(),
                                    signal)),
                    order);
            if (verdict instanceof Verdict.Approved) {
                // Taken in the same turn as it was judged: nobody else can take the place between.
                watch.reservations().take(signal, quote.spec().name(), signal.price() > 0, check.requiredMargin());
                risk.sending();
            }
            return verdict;
        });
    }

    private Future<OrderCheck> check(TradeRequest order, QuotedSymbol quote) {
        return order == null || quote.tick() == null
                ? Future.succeededFuture(new OrderCheck(0, 0))
                : terminal.check(order).recover(failure -> Future.failedFuture(Outcomes.unavailable(failure)));
    }

    private Future<SignalOutcome> send(Signal signal, ApprovedOrder order) {
        long intentNanos = clock.nanos();
        long intentMsc = clock.millis();
        return journal.intent(signal, intentMsc)
                .recover(failure -> Future.failedFuture(Outcomes.noJournal(failure)))
                .compose(durable -> {
                    long sentNanos = clock.nanos();
                    Refusal meanwhile = meanwhile(signal, sentNanos - intentNanos);
                    if (meanwhile != null) {
                        return settlement.settle(signal, intentMsc, refused(signal, meanwhile));
                    }
                    metrics.stage(Stage.SIGNAL_JOURNAL, sentNanos - intentNanos);
                    return terminal.submit(order, late -> settlement.prove(signal, outcome(signal, order, late)))
                            .map(result -> {
                                metrics.stage(Stage.SIGNAL_TERMINAL, clock.nanos() - sentNanos);
                                return outcome(signal, order, result);
                            })
                            .recover(unsent -> Future.succeededFuture(
                                    refused(signal, Outcomes.unavailable(unsent).refusal())))
                            .compose(outcome -> settlement.settle(signal, intentMsc, outcome));
                });
    }

    /** What came between while the intent was written: what is not sent yet is not sent any more. Null = nothing. */
    private Refusal meanwhile(Signal signal, long writtenNanos) {
        TradingStatus now = risk.trading();
        if (now.state() != TradingState.ACTIVE) {
            return Refusal.of(ErrorCode.TRADING_HALTED, "Trading was halted before the order was sent: " + now.reason())
                    .with("state", now.state().name())
                    .with("reason", now.reason());
        }
        if (signal.expirationMsc() > 0 && signal.expirationMsc() <= clock.millis()) {
            return Refusal.of(ErrorCode.SIGNAL_EXPIRED, "The signal expired before it could be sent")
                    .with("expired_ms_ago", clock.millis() - signal.expirationMsc());
        }
        return writtenNanos > maxWait.toNanos()
                ? Outcomes.waitedTooLong(maxWait).refusal()
                : null;
    }

    private static SignalOutcome outcome(Signal signal, ApprovedOrder order, TradeResult result) {
        if (result instanceof TradeResult.Filled filled) {
            return executed(
                    signal,
                    new Execution(
                            filled.order(),
                            filled.positionId(),
                            signal.symbol(),
                            OrderType.market(signal.side()).wire(),
                            filled.price(),
                            filled.volume(),
                            filled.profit(),
                            filled.timeMsc(),
                            filled.retcode()));
        }
        if (result instanceof TradeResult.Accepted placed
                && order.request() instanceof TradeRequest.PlacePending asked) {
            return executed(
                    signal,
                    new Execution(
                            placed.order(),
                            0,
                            signal.symbol(),
                            asked.type().wire(),
                            asked.price(),
                            asked.volume(),
                            0,
                            placed.timeMsc(),
                            placed.retcode()));
        }
        return Outcomes.notFilled(signal, result);
    }

    private static SignalOutcome executed(Signal signal, Execution execution) {
        return new SignalOutcome.Executed(signal.id(), execution);
    }

    private static SignalOutcome refused(Signal signal, Refusal refusal) {
        return new SignalOutcome.Refused(signal.id(), refusal);
    }
}
