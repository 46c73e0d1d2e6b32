package io.tickwire.domain;

/**
 * One instruction to a terminal. Only {@code execution} sends them, and only after risk approved.
 * The {@code tag} stands in the order's comment, so that what happened can be proven after a lost reply.
 */
public sealed interface TradeRequest {

    String tag();

    /** Opens a position at the market. Prices 0 = none. */
    record OpenMarket(
            String tag,
            String symbol,
            Side side,
            double volume,
            double stopLoss,
            double takeProfit,
            int deviationPoints,
            long magic,
            String comment)
            implements TradeRequest {}

    /** Closes a position, or {@code volume} lots of it. */
    record ClosePosition(String tag, long ticket, double volume, int deviationPoints) implements TradeRequest {}

    /** Sets stop loss and take profit of a position; 0 removes one. */
    record ModifyPosition(String tag, long ticket, double stopLoss, double takeProfit) implements TradeRequest {}

    /** Removes a pending order. */
    record CancelOrder(String tag, long ticket) implements TradeRequest {}
}
