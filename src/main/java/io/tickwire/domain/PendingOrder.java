package io.tickwire.domain;

import java.util.Objects;

/**
 * An order that waits for its price.
 *
 * @param volume lots still to fill
 * @param price trigger price
 * @param stopLimitPrice price of the limit order that a stop-limit becomes, 0 for other types
 * @param orderTime how long it lives
 * @param expirationMsc epoch milliseconds UTC, 0 = good till cancelled
 */
public record PendingOrder(
        long ticket,
        String symbol,
        OrderType type,
        double volume,
        double price,
        double stopLimitPrice,
        double stopLoss,
        double takeProfit,
        long timeMsc,
        OrderTime orderTime,
        long expirationMsc,
        long magic,
        String comment) {

    public PendingOrder {
        Objects.requireNonNull(symbol, "symbol");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(orderTime, "orderTime");
        Objects.requireNonNull(comment, "comment");
    }
}
