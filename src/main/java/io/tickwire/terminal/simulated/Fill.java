package io.tickwire.terminal.simulated;

import io.tickwire.domain.Deal;
import io.tickwire.domain.Side;
import io.tickwire.domain.SymbolSpec;

/**
 * What a broker does for an order: so many lots at a price.
 *
 * @param order ticket of the order
 * @param position id of the position that earlier fills of the order opened, 0 = this is its first fill
 */
record Fill(
        long order,
        long position,
        SymbolSpec spec,
        Side side,
        double volume,
        double price,
        double stopLoss,
        double takeProfit,
        long timeMsc,
        Deal.Reason reason,
        long magic,
        String comment) {}
