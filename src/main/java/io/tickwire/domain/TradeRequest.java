package io.tickwire.domain;

/**
 * One instruction to a terminal. Only {@code execution} sends them, and only after risk approved.
 * The {@code tag} stands in the comment of the order and its deals, so that what happened can be proven after a lost
 * reply.
 */
public sealed interface TradeRequest {

    String tag();

    /**
     * Opens a position at the market. Prices 0 = none.
     *
     * @param price what the sender saw; farther from it than the deviation is a requote. 0 = any price
     * @param filling null = whatever the symbol allows
     */
    record OpenMarket(
            String tag,
            String symbol,
            Side side,
            double volume,
            double price,
            double stopLoss,
            double takeProfit,
            int deviationPoints,
            Filling filling,
            long magic,
            String comment)
            implements TradeRequest {

        /** At any price, filled as the symbol allows. */
        public OpenMarket(
                String tag,
                String symbol,
                Side side,
                double volume,
                double stopLoss,
                double takeProfit,
                int deviationPoints,
                long magic,
                String comment) {
            this(tag, symbol, side, volume, 0, stopLoss, takeProfit, deviationPoints, null, magic, comment);
        }
    }

    /**
     * Places an order that waits for its price.
     *
     * @param type a pending type
     * @param stopLimitPrice only for stop-limit types, else 0
     * @param expirationMsc epoch milliseconds UTC, for {@link OrderTime#SPECIFIED} and its day, else 0
     */
    record PlacePending(
            String tag,
            String symbol,
            OrderType type,
            double volume,
            double price,
            double stopLimitPrice,
            double stopLoss,
            double takeProfit,
            OrderTime orderTime,
            long expirationMsc,
            long magic,
            String comment)
            implements TradeRequest {}

    /**
     * Closes a position, or {@code volume} lots of it.
     *
     * @param price what the sender saw; farther from it than the deviation is a requote. 0 = any price
     */
    record ClosePosition(String tag, long ticket, double volume, double price, int deviationPoints)
            implements TradeRequest {

        /** At any price. */
        public ClosePosition(String tag, long ticket, double volume, int deviationPoints) {
            this(tag, ticket, volume, 0, deviationPoints);
        }
    }

    /** Closes a position by an opposite one of the same symbol, without the spread. Hedging accounts only. */
    record CloseBy(String tag, long ticket, long oppositeTicket) implements TradeRequest {}

    /** Sets stop loss and take profit of a position; 0 removes one. */
    record ModifyPosition(String tag, long ticket, double stopLoss, double takeProfit) implements TradeRequest {}

    /** Changes a pending order. */
    record ModifyOrder(
            String tag,
            long ticket,
            double price,
            double stopLimitPrice,
            double stopLoss,
            double takeProfit,
            OrderTime orderTime,
            long expirationMsc)
            implements TradeRequest {}

    /** Removes a pending order. */
    record CancelOrder(String tag, long ticket) implements TradeRequest {}
}
