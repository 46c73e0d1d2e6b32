package io.tickwire.domain;

/**
 * An order that waits for its price.
 *
 * @param type MetaTrader's name of it, for example {@code buy_limit}
 * @param price trigger price
 * @param expirationMsc epoch milliseconds UTC, 0 = good till cancelled
 */
public record PendingOrder(
        long ticket,
        String symbol,
        String type,
        double volume,
        double price,
        double stopLoss,
        double takeProfit,
        long timeMsc,
        long expirationMsc,
        long magic,
        String comment) {}
