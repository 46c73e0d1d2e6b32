package io.tickwire.execution;

import io.tickwire.domain.ErrorCode;
import io.tickwire.domain.Execution;
import io.tickwire.domain.OrderTag;
import io.tickwire.domain.PendingOrder;
import io.tickwire.domain.Position;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.Signal;
import io.tickwire.domain.SignalOutcome;
import io.tickwire.domain.TradeResult;
import io.tickwire.domain.message.QuotedSymbol;
import io.tickwire.journal.Journal;
import io.tickwire.ops.Clock;
import io.tickwire.risk.RiskGovernor;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes positions: those of the symbol, or of the magic or ticket that the signal names, the oldest first, all of them
 * or as many lots as it says. A ticket of a pending order cancels that order. Owner: the executor's context.
 */
public final class CloseDesk {
    /** What the result of a cancelled order is called. */
    static final String CANCEL = "cancel";

    private static final Logger LOG = LoggerFactory.getLogger(CloseDesk.class);
    /** How long a whole close waits for a disk that does not answer. */
    private static final long INTENT_MS = 1_000;

    static final double DUST = 1e-9;

    private final GuardedTerminal terminal;
    private final Symbols symbols;
    private final RequestBuilder requests;
    private final RiskGovernor governor;
    private final Journal journal;
    private final Settlement settlement;
    private final Clock clock;

    CloseDesk(
            GuardedTerminal terminal,
            Symbols symbols,
            RequestBuilder requests,
            RiskGovernor governor,
            Journal journal,
            Settlement settlement,
            Clock clock) {
        this.terminal = terminal;
        this.symbols = symbols;
        this.requests = requests;
        this.governor = governor;
        this.journal = journal;
        this.settlement = settlement;
        this.clock = clock;
    }

    private record Leg(Position position, double volume) {}

    Future<SignalOutcome> close(Signal signal) {
        return symbols.quote(signal.symbol())
                // Closing must not depend on market data: without it the terminal alone judges.
                .otherwise(new QuotedSymbol(null, null))
                .compose(quote -> terminal.positions()
                        .recover(failure -> Future.failedFuture(Outcomes.unavailable(failure)))
                        .compose(positions -> close(signal, quote, legs(signal, names(signal, quote), positions))));
    }

    private Set<String> names(Signal signal, QuotedSymbol quote) {
        return quote.spec() == null
                ? symbols.candidates(signal.symbol())
                : Set.of(quote.spec().name());
    }

    private Future<SignalOutcome> close(Signal signal, QuotedSymbol quote, List<Leg> legs) {
        if (legs.isEmpty()) {
            return signal.ticket() == 0 ? Future.succeededFuture(nothingToClose(signal)) : cancel(signal, quote);
        }
        boolean onStep = quote.spec() == null || quote.spec().volume().onStep(signal.volume());
        return onStep ? send(signal, legs) : Future.succeededFuture(offStep(signal, quote));
    }

    private static SignalOutcome offStep(Signal signal, QuotedSymbol quote) {
        return new SignalOutcome.Refused(signal.id(), RiskGovernor.invalidVolume(signal.volume(), quote.spec()));
    }

    private static List<Leg> legs(Signal signal, Set<String> names, List<Position> positions) {
        double left = signal.volume() == 0 ? Double.POSITIVE_INFINITY : signal.volume();
        List<Leg> legs = new ArrayList<>();
        for (Position position : positions.stream()
                .filter(open -> names.contains(open.symbol()))
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

    static boolean meant(Signal signal, Position position) {
        return (signal.ticket() == 0 || signal.ticket() == position.ticket())
                && (signal.magic() < 0 || signal.magic() == position.magic());
    }

    private Future<SignalOutcome> send(Signal signal, List<Leg> legs) {
        long intentMsc = clock.millis();
        ClosedLegs done = new ClosedLegs(signal, intentMsc);
        return intent(signal, intentMsc)
                .compose(durable -> next(signal, legs.iterator(), done))
                .compose(tried -> settlement.settle(signal, intentMsc, outcome(done)));
    }

    private SignalOutcome outcome(ClosedLegs done) {
        SignalOutcome outcome = done.outcome();
        if (outcome instanceof SignalOutcome.Failed && done.profit() != 0) {
            settlement.realised(done.profit());
        }
        return outcome;
    }

    /**
     * A whole position can be closed only once, whoever asks and how often: so it may be closed while the journal cannot
     * be written, or not within a second, when the safest thing is to get out. A part could be closed twice.
     */
    private Future<Void> intent(Signal signal, long intentMsc) {
        boolean whole = signal.volume() == 0;
        Future<Void> written = journal.intent(signal, intentMsc);
        return (whole ? written.timeout(INTENT_MS, TimeUnit.MILLISECONDS) : written).recover(failure -> {
            if (whole) {
                LOG.warn("closing for signal {} without a journal: {}", signal.id(), failure.getMessage());
                return Future.succeededFuture();
            }
            return Future.failedFuture(Outcomes.noJournal(failure));
        });
    }

    /** One leg after the other, each of them: that one was refused or is in doubt keeps no other open. */
    private Future<Void> next(Signal signal, Iterator<Leg> legs, ClosedLegs done) {
        if (!legs.hasNext()) {
            return Future.succeededFuture();
        }
        Leg leg = legs.next();
        return terminal.submit(
                        governor.approveClose(
                                leg.position(), leg.volume(), OrderTag.of(signal.id()), requests.deviation(signal)),
                        late -> proveLate(signal, done, leg, late))
                .compose(result -> {
                    done.put(leg.position().ticket(), leg.volume(), result);
                    return next(signal, legs, done);
                });
    }

    /** Later legs may still be under way: then their end tells. */
    private void proveLate(Signal signal, ClosedLegs done, Leg leg, TradeResult late) {
        done.put(leg.position().ticket(), leg.volume(), late);
        if (settlement.inDoubt(signal.id())) {
            settlement.prove(signal, outcome(done));
        }
    }

    /** The ticket is no position's: it may be a pending order's. */
    private Future<SignalOutcome> cancel(Signal signal, QuotedSymbol quote) {
        Set<String> names = names(signal, quote);
        return terminal.orders()
                .recover(failure -> Future.failedFuture(Outcomes.unavailable(failure)))
                .compose(orders -> orders.stream()
                        .filter(order -> order.ticket() == signal.ticket() && names.contains(order.symbol()))
                        .findFirst()
                        .map(order -> cancel(signal, order))
                        .orElseGet(() -> Future.succeededFuture(nothingToClose(signal))));
    }

    private Future<SignalOutcome> cancel(Signal signal, PendingOrder order) {
        long intentMsc = clock.millis();
        return intent(signal, intentMsc)
                .compose(durable -> terminal.submit(
                        governor.approveCancel(order, OrderTag.of(signal.id())),
                        late -> settlement.prove(signal, cancelled(signal, order, late))))
                .compose(result -> settlement.settle(signal, intentMsc, cancelled(signal, order, result)));
    }

    private static SignalOutcome cancelled(Signal signal, PendingOrder order, TradeResult result) {
        return result instanceof TradeResult.Accepted accepted
                ? new SignalOutcome.Executed(
                        signal.id(),
                        new Execution(
                                order.ticket(),
                                0,
                                signal.symbol(),
                                CANCEL,
                                order.price(),
                                order.volume(),
                                0,
                                accepted.timeMsc(),
                                accepted.retcode()))
                : Outcomes.notFilled(signal, result);
    }

    private static SignalOutcome nothingToClose(Signal signal) {
        Refusal refusal = Refusal.of(
                        ErrorCode.POSITION_NOT_FOUND, "No open position of " + signal.symbol() + " to close")
                .with("symbol", signal.symbol());
        return new SignalOutcome.Refused(
                signal.id(), signal.ticket() == 0 ? refusal : refusal.with("ticket", signal.ticket()));
    }
}
