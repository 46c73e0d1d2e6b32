package io.tickwire.execution;

import io.tickwire.config.ExecutionConfig;
import io.tickwire.domain.ErrorCode;
import io.tickwire.domain.Position;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.Signal;
import io.tickwire.domain.SignalOutcome;
import io.tickwire.domain.TradeResult;
import io.tickwire.domain.message.QuotedSymbol;
import io.tickwire.journal.Journal;
import io.tickwire.risk.RiskGovernor;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

/**
 * Closes positions: those of the symbol, or of the magic or ticket that the signal names, the oldest first, all of them
 * or as many lots as it says. Owner: the executor's context.
 */
public final class CloseDesk {
    private static final double DUST = 1e-9;

    private final ExecutionConfig config;
    private final GuardedTerminal terminal;
    private final RiskGovernor governor;
    private final Journal journal;
    private final ExecutionEvents events;
    private final Function<String, Future<QuotedSymbol>> quotes;

    public CloseDesk(
            ExecutionConfig config,
            GuardedTerminal terminal,
            Function<String, Future<QuotedSymbol>> quotes,
            RiskGovernor governor,
            Journal journal,
            ExecutionEvents events) {
        this.config = config;
        this.terminal = terminal;
        this.quotes = quotes;
        this.governor = governor;
        this.journal = journal;
        this.events = events;
    }

    private record Leg(Position position, double volume) {}

    Future<SignalOutcome> close(Signal signal) {
        return quotes.apply(signal.symbol())
                // Closing must not depend on market data: without it the terminal alone judges.
                .otherwise(new QuotedSymbol(null, null))
                .compose(quote -> terminal.positions()
                        .recover(failure -> Future.failedFuture(Outcomes.unavailable(failure)))
                        .compose(positions -> close(signal, quote, legs(signal, positions))));
    }

    private Future<SignalOutcome> close(Signal signal, QuotedSymbol quote, List<Leg> legs) {
        if (legs.isEmpty()) {
            return Future.succeededFuture(nothingToClose(signal));
        }
        boolean onStep = quote.spec() == null || quote.spec().volume().onStep(signal.volume());
        return onStep ? send(signal, legs) : Future.succeededFuture(offStep(signal, quote));
    }

    private static SignalOutcome offStep(Signal signal, QuotedSymbol quote) {
        return new SignalOutcome.Refused(signal.id(), RiskGovernor.invalidVolume(signal.volume(), quote.spec()));
    }

    private static List<Leg> legs(Signal signal, List<Position> positions) {
        double left = signal.volume() == 0 ? Double.POSITIVE_INFINITY : signal.volume();
        List<Leg> legs = new ArrayList<>();
        for (Position position : positions.stream()
                .filter(open -> meant(signal, open))
                .sorted(Comparator.comparingLong(Position::ticket))
                .toList()) {
            double volume = Math.min(left, position.volume());
            if (volume > DUST) {
                legs.add(new Leg(position, Math.rint(volume * 1e8) / 1e8));
                left -= volume;
            }
        }
        return legs;
    }

    private static boolean meant(Signal signal, Position position) {
        return position.symbol().equals(signal.symbol())
                && (signal.ticket() == 0 || signal.ticket() == position.ticket())
                && (signal.magic() < 0 || signal.magic() == position.magic());
    }

    private Future<SignalOutcome> send(Signal signal, List<Leg> legs) {
        ClosedLegs done = new ClosedLegs(signal);
        return journal.intent(signal)
                .compose(durable -> next(signal, legs.iterator(), done))
                .compose(stopped -> {
                    SignalOutcome outcome = done.outcome(stopped);
                    return journal.outcome(signal, outcome).map(durable -> {
                        events.publish(signal, outcome);
                        return outcome;
                    });
                });
    }

    /** One leg after the other; the result that stopped it, or null when all are closed. */
    private Future<TradeResult> next(Signal signal, Iterator<Leg> legs, ClosedLegs done) {
        if (!legs.hasNext()) {
            return Future.succeededFuture(null);
        }
        Leg leg = legs.next();
        int deviation = signal.deviationPoints() < 0 ? config.deviation() : signal.deviationPoints();
        return terminal.submit(
                        governor.approveClose(leg.position(), leg.volume(), OrderTag.of(signal.id()), deviation),
                        late -> settleLate(signal, done, late))
                .compose(result -> {
                    if (result instanceof TradeResult.Filled filled) {
                        done.add(filled);
                        return next(signal, legs, done);
                    }
                    return Future.succeededFuture(result);
                });
    }

    private void settleLate(Signal signal, ClosedLegs done, TradeResult late) {
        if (late instanceof TradeResult.Filled filled) {
            done.add(filled);
        }
        SignalOutcome outcome = done.outcome(late);
        journal.outcome(signal, outcome).onSuccess(durable -> events.publish(signal, outcome));
    }

    private static SignalOutcome nothingToClose(Signal signal) {
        Refusal refusal = Refusal.of(
                        ErrorCode.POSITION_NOT_FOUND, "No open position of " + signal.symbol() + " to close")
                .with("symbol", signal.symbol());
        return new SignalOutcome.Refused(
                signal.id(), signal.ticket() == 0 ? refusal : refusal.with("ticket", signal.ticket()));
    }
}
