package io.tickwire.domain.message;

import io.tickwire.domain.PendingOrder;
import java.util.List;

/**
 * The present state of an account, with the places its event channels stand at.
 *
 * @param account null while the terminal does not answer
 * @param positions null while the terminal does not answer
 * @param orders pending orders at the last reading of positions
 * @param activeOrders signals under way
 * @param fresh whether it was read after the question, where that was asked for
 */
public record AccountState(
        AccountEvent account,
        PositionsEvent positions,
        List<PendingOrder> orders,
        Resume executions,
        TerminalStatus terminal,
        int activeOrders,
        boolean fresh) {

    /** Of an account that was read before, or not at all. */
    public AccountState(
            AccountEvent account,
            PositionsEvent positions,
            List<PendingOrder> orders,
            Resume executions,
            TerminalStatus terminal,
            int activeOrders) {
        this(account, positions, orders, executions, terminal, activeOrders, false);
    }

    public AccountState {
        orders = List.copyOf(orders);
    }
}
