package io.tickwire.strategy;

import io.tickwire.domain.Execution;
import java.util.Objects;

/**
 * What became of an order, or what the terminal did by itself.
 *
 * @param id as the order got it; 0 for what the terminal did by itself
 * @param order null for what the terminal did by itself
 * @param execution what was done; null unless the status is {@link Status#DONE} or {@link Status#TERMINAL}
 * @param reason why not, for people; empty when it was done
 * @param timeMsc epoch milliseconds UTC
 */
public record OrderReport(long id, Order order, Status status, Execution execution, String reason, long timeMsc) {

    /** How it ended. */
    public enum Status {
        /** The terminal did it. */
        DONE,
        /** Refused before anything was sent: by the strategy's limits, the risk rules, or because nobody was there. */
        REFUSED,
        /** Sent, and refused by the broker. */
        FAILED,
        /** Sent, and no proof either way: it is proven later, and must not be sent again. */
        UNKNOWN,
        /** The terminal did it by itself: a stop loss, a take profit, a stop out, a pending order that was filled. */
        TERMINAL
    }

    public OrderReport {
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(reason, "reason");
    }

    public boolean isDone() {
        return status == Status.DONE;
    }
}
