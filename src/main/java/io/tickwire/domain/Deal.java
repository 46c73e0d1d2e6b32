package io.tickwire.domain;

/**
 * An executed trade.
 *
 * @param order ticket of the order that made it
 * @param positionId the position it opened, changed or closed
 * @param side direction of the deal (closing a BUY position is a SELL deal)
 * @param profit realised profit in account currency, 0 for an entry
 * @param commission in account currency, negative = charged
 * @param swap swap of the closed volume in account currency, negative = charged
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
        /** Opens or adds. */
        IN,
        /** Closes or lessens. */
        OUT,
        /** Netting: closes and opens the other way. */
        INOUT,
        /** Closed by an opposite position. */
        OUT_BY
    }

    /** What caused the deal. */
    public enum Reason {
        EXPERT,
        /** By hand or by another program. */
        CLIENT,
        /** A pending order was filled. */
        PENDING,
        STOP_LOSS,
        TAKE_PROFIT,
        STOP_OUT
    }
}
