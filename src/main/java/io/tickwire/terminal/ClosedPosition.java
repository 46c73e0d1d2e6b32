package io.tickwire.terminal;

import io.tickwire.domain.Deal;
import io.tickwire.domain.Side;

/**
 * A position from its first deal to its last, as MetaTrader's history of positions shows it.
 *
 * @param volume lots closed in all
 * @param openPrice volume-weighted over the entries
 * @param closePrice volume-weighted over the exits
 * @param commission of entries and exits, negative = charged
 * @param closeReason of the last exit
 * @param comment of the first entry
 */
public record ClosedPosition(
        long positionId,
        String symbol,
        Side side,
        double volume,
        double openPrice,
        long openTimeMsc,
        double closePrice,
        long closeTimeMsc,
        double profit,
        double swap,
        double commission,
        Deal.Reason closeReason,
        long magic,
        String comment) {

    /** What the position brought in all. */
    public double net() {
        return Math.rint((profit + swap + commission) * 100) / 100;
    }
}
