package io.tickwire.domain;

import java.util.Objects;
import java.util.UUID;

/**
 * A wish to trade, already parsed and complete. Two signals with equal content and the same id are the same order.
 *
 * @param id idempotency key
 * @param account which account; never blank
 * @param volume lots; for CLOSE 0 means all
 * @param stopLoss absolute price, 0 = none
 * @param takeProfit absolute price, 0 = none
 * @param price 0 = market order, else the price of a pending order
 * @param orderKind what the price means
 * @param stopLimitPrice price of the limit order that a stop-limit becomes, 0 for other kinds
 * @param comment whole text, at most 64 characters; the terminal gets a tagged short form
 * @param expirationMsc the signal dies at this time, epoch milliseconds; 0 = never
 * @param deviationPoints greatest slippage, points; -1 = the configured default
 * @param ticket position to close, position or pending order to modify; 0 = by symbol
 * @param strategy name of the strategy that sent it, may be empty
 * @param kellyScore how good the sender thinks it is, 0 to 1; -1 = not said
 */
public record Signal(
        UUID id,
        String account,
        String symbol,
        SignalAction action,
        double volume,
        double stopLoss,
        double takeProfit,
        double price,
        OrderKind orderKind,
        double stopLimitPrice,
        String comment,
        Urgency urgency,
        long magic,
        long expirationMsc,
        int deviationPoints,
        long ticket,
        String strategy,
        double kellyScore) {

    /** A {@link #kellyScore} that was not given. */
    public static final double NO_KELLY_SCORE = -1;

    /** A signal without the rarer wishes. */
    public Signal(
            UUID id,
            String account,
            String symbol,
            SignalAction action,
            double volume,
            double stopLoss,
            double takeProfit,
            double price,
            String comment,
            Urgency urgency,
            long magic,
            long expirationMsc,
            int deviationPoints,
            long ticket,
            String strategy) {
        this(
                id,
                account,
                symbol,
                action,
                volume,
                stopLoss,
                takeProfit,
                price,
                OrderKind.AUTO,
                0,
                comment,
                urgency,
                magic,
                expirationMsc,
                deviationPoints,
                ticket,
                strategy,
                NO_KELLY_SCORE);
    }

    public Signal {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(symbol, "symbol");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(comment, "comment");
        Objects.requireNonNull(urgency, "urgency");
        Objects.requireNonNull(strategy, "strategy");
        requireAmount("volume", volume);
        requireAmount("stopLoss", stopLoss);
        requireAmount("takeProfit", takeProfit);
        Objects.requireNonNull(orderKind, "orderKind");
        requireAmount("price", price);
        requireAmount("stopLimitPrice", stopLimitPrice);
        if (Double.isNaN(kellyScore)) {
            throw new IllegalArgumentException("kellyScore must be a number");
        }
    }

    private static void requireAmount(String field, double value) {
        if (!(value >= 0) || !Double.isFinite(value)) {
            throw new IllegalArgumentException(field + " must be finite and not negative, not " + value);
        }
    }

    /** The same signal, dead from another time on. */
    public Signal expiringAt(long newExpirationMsc) {
        return with(id, newExpirationMsc);
    }

    /** The same wish under another id. */
    public Signal as(UUID newId) {
        return with(newId, expirationMsc);
    }

    private Signal with(UUID newId, long newExpirationMsc) {
        return new Signal(
                newId,
                account,
                symbol,
                action,
                volume,
                stopLoss,
                takeProfit,
                price,
                orderKind,
                stopLimitPrice,
                comment,
                urgency,
                magic,
                newExpirationMsc,
                deviationPoints,
                ticket,
                strategy,
                kellyScore);
    }

    /** The side of the order it opens. Only for BUY and SELL. */
    public Side side() {
        return switch (action) {
            case BUY -> Side.BUY;
            case SELL -> Side.SELL;
            case CLOSE, MODIFY -> throw new IllegalStateException(action + " has no side of its own");
        };
    }
}
