package io.tickwire.domain;

import java.util.Objects;

/**
 * An order that is done: filled, cancelled, rejected or expired.
 *
 * @param initialVolume lots asked for
 * @param remainingVolume lots never filled
 * @param setupMsc when it was placed, epoch milliseconds UTC
 * @param doneMsc when it was done, epoch milliseconds UTC
 * @param positionId the position it opened or changed, 0 = none
 */
public record HistoryOrder(
        long ticket,
        String symbol,
        OrderType type,
        OrderState state,
        Filling filling,
        OrderTime orderTime,
        double initialVolume,
        double remainingVolume,
        double price,
        double stopLimitPrice,
        double stopLoss,
        double takeProfit,
        long setupMsc,
        long doneMsc,
        long expirationMsc,
        long positionId,
        long magic,
        String comment) {

    public HistoryOrder {
        Objects.requireNonNull(symbol, "symbol");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(comment, "comment");
    }
}
