package io.tickwire.backtest.stats;

import io.tickwire.domain.Deal;
import io.tickwire.domain.Side;

/**
 * What one closing deal came to: MetaTrader counts a trade for each.
 *
 * @param side of the position that was closed
 * @param lots closed
 * @param openMsc when the position was opened, epoch milliseconds UTC
 * @param openPrice volume-weighted over its entries
 * @param profit of the prices alone, account currency
 * @param costs swap and commission, with this trade's share of the commission of the entry; negative = charged
 * @param reason of the closing deal
 */
public record Trade(
        long position,
        String symbol,
        Side side,
        double lots,
        long openMsc,
        double openPrice,
        long closeMsc,
        double closePrice,
        double profit,
        double costs,
        Deal.Reason reason,
        String comment) {

    /** What it changed the balance by, account currency. */
    public double result() {
        return Math.rint((profit + costs) * 1e8) / 1e8;
    }

    public long heldMs() {
        return closeMsc - openMsc;
    }
}
