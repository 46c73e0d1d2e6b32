package io.tickwire.execution;

import io.tickwire.domain.Execution;
import io.tickwire.domain.Signal;
import io.tickwire.domain.SignalOutcome;
import io.tickwire.domain.TradeResult;

/** Adds up the fills of one CLOSE: volume-weighted price, whole volume, whole profit. One thread. */
final class ClosedLegs {
    private final Signal signal;
    private TradeResult.Filled first;
    private TradeResult.Filled last;
    private double volume;
    private double value;
    private double profit;

    ClosedLegs(Signal signal) {
        this.signal = signal;
    }

    void add(TradeResult.Filled fill) {
        first = first == null ? fill : first;
        last = fill;
        volume += fill.volume();
        value += fill.volume() * fill.price();
        profit += fill.profit();
    }

    /**
     * What came of it: what was closed counts, even when a later leg was refused; a leg in doubt leaves all in doubt.
     *
     * @param stopped the result that was not a fill, null when all legs were filled
     */
    SignalOutcome outcome(TradeResult stopped) {
        if (first == null || stopped instanceof TradeResult.Unknown) {
            return Outcomes.notFilled(signal, stopped);
        }
        return new SignalOutcome.Executed(
                signal.id(),
                new Execution(
                        first.order(),
                        first.positionId(),
                        signal.symbol(),
                        "close",
                        first == last ? first.price() : Math.rint(value / volume * 1e8) / 1e8,
                        Math.rint(volume * 1e8) / 1e8,
                        Math.rint(profit * 100) / 100,
                        last.timeMsc(),
                        last.retcode()));
    }
}
