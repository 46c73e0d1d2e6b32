package io.tickwire.backtest;

import io.tickwire.strategy.Order;
import io.tickwire.strategy.run.RunEvents;
import java.util.ArrayList;
import java.util.List;

/** Counts what a strategy does and does wrong. Owner: the run's thread. */
final class RunWatch implements RunEvents {
    /** Faults and decisions that are kept; all are counted. */
    private static final int KEPT = 20;

    /** A strategy that throws as often as that is not worth a longer wait. */
    private static final int MOST_FAULTS = 10_000;

    private final List<String> faults = new ArrayList<>();
    private int faultCount;
    private int orders;
    private int refused;

    @Override
    public void fault(String where, Throwable fault) {
        faultCount++;
        if (faults.size() < KEPT) {
            StackTraceElement[] trace = fault.getStackTrace();
            faults.add(where + ": " + fault + (trace.length == 0 ? "" : " at " + trace[0]));
        }
        if (faultCount > MOST_FAULTS) {
            throw new StrategyFailedException(
                    "the strategy threw " + faultCount + " times, first " + faults.get(0), fault);
        }
    }

    @Override
    public void ordered(long id, Order order, String why, long nowMsc) {
        orders++;
        refused += why.isEmpty() ? 0 : 1;
    }

    /** The first ones. */
    List<String> faults() {
        return List.copyOf(faults);
    }

    int faultCount() {
        return faultCount;
    }

    int orders() {
        return orders;
    }

    /** Refused by the strategy's own limits. */
    int refused() {
        return refused;
    }
}
