package io.tickwire.execution;

import io.tickwire.domain.Execution;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.Signal;
import io.tickwire.domain.SignalOutcome;
import io.tickwire.domain.TradeResult;
import io.tickwire.terminal.Retcode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What came of the legs of one CLOSE, and what that means for the whole: a leg in doubt leaves all in doubt, a refused one
 * is told with what is left, and a position that was gone already is closed. One thread.
 */
final class ClosedLegs {
    private final Signal signal;
    private final long startedMsc;
    private final Map<Long, Leg> legs = new LinkedHashMap<>();

    private record Leg(long ticket, double volume, TradeResult result) {
        boolean gone() {
            return result instanceof TradeResult.Rejected no && no.retcode() == Retcode.POSITION_CLOSED.code();
        }

        boolean refused() {
            return result instanceof TradeResult.Rejected && !gone();
        }

        /** Accepted without a deal proves no more than silence does. */
        boolean doubtful() {
            return !(result instanceof TradeResult.Filled || result instanceof TradeResult.Rejected);
        }

        double left() {
            double closed = result instanceof TradeResult.Filled fill ? fill.volume() : 0;
            return gone() ? 0 : Math.max(0, volume - closed);
        }
    }

    /** @param startedMsc epoch milliseconds UTC */
    ClosedLegs(Signal signal, long startedMsc) {
        this.signal = signal;
        this.startedMsc = startedMsc;
    }

    /** What the terminal said of a position; a later word replaces an earlier one. */
    void put(long ticket, double volume, TradeResult result) {
        legs.put(ticket, new Leg(ticket, volume, result));
    }

    /** Realised so far, in account currency. */
    double profit() {
        return Math.rint(
                        fills().stream().mapToDouble(TradeResult.Filled::profit).sum() * 100)
                / 100;
    }

    SignalOutcome outcome() {
        for (Leg leg : legs.values()) {
            if (leg.doubtful()) {
                return Outcomes.notFilled(signal, leg.result());
            }
        }
        List<Leg> refused = legs.values().stream().filter(Leg::refused).toList();
        return refused.isEmpty() ? new SignalOutcome.Executed(signal.id(), execution()) : failed(refused);
    }

    /** Not all is closed: what the terminal said first, and what was and was not closed. */
    private SignalOutcome failed(List<Leg> refused) {
        Refusal first =
                Outcomes.refusal(Outcomes.notFilled(signal, refused.get(0).result()));
        return new SignalOutcome.Failed(
                signal.id(),
                first.with("closed_volume", lots(closed()))
                        .with(
                                "remaining_volume",
                                lots(legs.values().stream()
                                        .mapToDouble(Leg::left)
                                        .sum()))
                        .with(
                                "refused_tickets",
                                refused.stream()
                                        .map(leg -> Long.toString(leg.ticket()))
                                        .reduce((a, b) -> a + "," + b)
                                        .orElse("")));
    }

    private Execution execution() {
        List<TradeResult.Filled> fills = fills();
        if (fills.isEmpty()) {
            // Nothing was left to do: each position was closed by somebody else meanwhile.
            return new Execution(
                    0,
                    legs.keySet().iterator().next(),
                    signal.symbol(),
                    "close",
                    0,
                    0,
                    0,
                    startedMsc,
                    Retcode.POSITION_CLOSED.code());
        }
        TradeResult.Filled first = fills.get(0);
        TradeResult.Filled last = fills.get(fills.size() - 1);
        double value =
                fills.stream().mapToDouble(fill -> fill.volume() * fill.price()).sum();
        return new Execution(
                first.order(),
                first.positionId(),
                signal.symbol(),
                "close",
                fills.size() == 1 ? first.price() : lots(value / closed()),
                lots(closed()),
                profit(),
                last.timeMsc(),
                last.retcode());
    }

    private double closed() {
        return fills().stream().mapToDouble(TradeResult.Filled::volume).sum();
    }

    private List<TradeResult.Filled> fills() {
        return legs.values().stream()
                .filter(leg -> leg.result() instanceof TradeResult.Filled)
                .map(leg -> (TradeResult.Filled) leg.result())
                .toList();
    }

    private static double lots(double sum) {
        return Math.rint(sum * 1e8) / 1e8;
    }
}
