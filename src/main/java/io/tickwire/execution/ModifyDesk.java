package io.tickwire.execution;

import io.tickwire.domain.ErrorCode;
import io.tickwire.domain.Execution;
import io.tickwire.domain.OrderTag;
import io.tickwire.domain.PendingOrder;
import io.tickwire.domain.Position;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.Signal;
import io.tickwire.domain.SignalOutcome;
import io.tickwire.domain.TradeRequest;
import io.tickwire.domain.TradeResult;
import io.tickwire.journal.Journal;
import io.tickwire.ops.Clock;
import io.tickwire.risk.ApprovedOrder;
import io.tickwire.risk.RiskGovernor;
import io.tickwire.risk.Verdict;
import io.vertx.core.Future;
import java.util.List;
import java.util.Set;

/**
 * Changes the stops of a position, or price and stops of a pending order, whose ticket the signal names: risk, intent,
 * terminal, outcome. Owner: the executor's context.
 */
final class ModifyDesk {
    /** What the result is called. */
    static final String MODIFY = "modify";

    private final GuardedTerminal terminal;
    private final Symbols symbols;
    private final RiskGovernor governor;
    private final RiskDesk risk;
    private final Journal journal;
    private final Settlement settlement;
    private final Clock clock;

    ModifyDesk(
            GuardedTerminal terminal,
            Symbols symbols,
            RiskGovernor governor,
            RiskDesk risk,
            Journal journal,
            Settlement settlement,
            Clock clock) {
        this.terminal = terminal;
        this.symbols = symbols;
        this.governor = governor;
        this.risk = risk;
        this.journal = journal;
        this.settlement = settlement;
        this.clock = clock;
    }

    Future<SignalOutcome> modify(Signal signal) {
        return Future.all(terminal.positions(), terminal.orders())
                .recover(failure -> Future.failedFuture(Outcomes.unavailable(failure)))
                .compose(held -> request(signal, held.resultAt(0), held.resultAt(1)));
    }

    private Future<SignalOutcome> request(Signal signal, List<Position> positions, List<PendingOrder> orders) {
        Set<String> names = symbols.candidates(signal.symbol());
        for (Position position : positions) {
            if (position.ticket() == signal.ticket()
                    && names.contains(position.symbol())
                    && CloseDesk.meant(signal, position)) {
                return judge(
                        signal,
                        new TradeRequest.ModifyPosition(
                                OrderTag.of(signal.id()), position.ticket(), signal.stopLoss(), signal.takeProfit()),
                        position.volume());
            }
        }
        for (PendingOrder order : orders) {
            if (order.ticket() == signal.ticket()
                    && names.contains(order.symbol())
                    && (signal.magic() < 0 || signal.magic() == order.magic())) {
                return judge(
                        signal,
                        new TradeRequest.ModifyOrder(
                                OrderTag.of(signal.id()),
                                order.ticket(),
                                signal.price() > 0 ? signal.price() : order.price(),
                                order.stopLimitPrice(),
                                signal.stopLoss(),
                                signal.takeProfit(),
                                order.orderTime(),
                                order.expirationMsc()),
                        order.volume());
            }
        }
        return Future.succeededFuture(new SignalOutcome.Refused(
                signal.id(),
                Refusal.of(
                                ErrorCode.POSITION_NOT_FOUND,
                                "No position or order of " + signal.symbol() + " to modify has ticket "
                                        + signal.ticket())
                        .with("ticket", signal.ticket())));
    }

    private Future<SignalOutcome> judge(Signal signal, TradeRequest change, double volume) {
        Verdict verdict = governor.judgeModify(signal, change, risk.trading());
        return verdict instanceof Verdict.Approved approved
                ? send(signal, approved.order(), volume)
                : Future.succeededFuture(new SignalOutcome.Refused(signal.id(), ((Verdict.Denied) verdict).refusal()));
    }

    private Future<SignalOutcome> send(Signal signal, ApprovedOrder order, double volume) {
        long intentMsc = clock.millis();
        return journal.intent(signal, intentMsc)
                .recover(failure -> Future.failedFuture(Outcomes.noJournal(failure)))
                .compose(durable ->
                        terminal.submit(order, late -> settlement.prove(signal, outcome(signal, volume, late))))
                .recover(unsent -> Future.failedFuture(Outcomes.unavailable(unsent)))
                .compose(result -> settlement.settle(signal, intentMsc, outcome(signal, volume, result)));
    }

    private static SignalOutcome outcome(Signal signal, double volume, TradeResult result) {
        return result instanceof TradeResult.Accepted accepted
                ? done(signal, volume, accepted.timeMsc(), accepted.retcode())
                : Outcomes.notFilled(signal, result);
    }

    static SignalOutcome done(Signal signal, double volume, long timeMsc, int retcode) {
        return new SignalOutcome.Executed(
                signal.id(),
                new Execution(
                        signal.ticket(),
                        signal.ticket(),
                        signal.symbol(),
                        MODIFY,
                        signal.price(),
                        volume,
                        0,
                        timeMsc,
                        retcode));
    }
}
