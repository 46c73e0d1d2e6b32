package io.tickwire.domain;

/**
 * An executed trade.
 *
 * @param order ticket of the order that made it
 * @param positionId the position it opened, changed or closed
 * @param side direction of the deal (closing a BUY position is a SELL deal)
 * @param profit realised profit in account currency, 0 for an entry
 */
public record Deal(
        long ticket,
        long order,
        long positionId,
        String symbol,
        Side side,
        Entry entry,
        Reason reason,
        double volume,
        double price,
        double profit,
        double commission,
        double swap,
        long timeMsc,
        long magic,
        String comment) {

    /** Whether the deal added to a position or took from it. */
    public enum Entry {
        IN,
        OUT
    }

    /** What caused the deal. */
    public enum Reason {
        EXPERT,
        STOP_LOSS,
        TAKE_PROFIT,
        STOP_OUT
    }
}
