package io.tickwire.domain.message;

import java.util.Map;
import java.util.Objects;

/**
 * How a backtest is.
 *
 * @param id that it got
 * @param done ticks of a run, or runs of a search
 * @param total of them; 0 = not known yet
 * @param startedMsc when it was asked for, epoch milliseconds UTC
 * @param message why it failed; empty when it did not
 * @param statistics by MetaTrader's names, of the run or of the best one; empty until it is done
 */
public record BacktestStatus(
        String id,
        String strategy,
        State state,
        long done,
        long total,
        long startedMsc,
        String message,
        Map<String, Double> statistics) {

    /** Where it stands. */
    public enum State {
        WAITING,
        READING,
        RUNNING,
        DONE,
        FAILED,
        CANCELLED;

        public boolean isOver() {
            return this == DONE || this == FAILED || this == CANCELLED;
        }
    }

    public BacktestStatus {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(message, "message");
    }
}
