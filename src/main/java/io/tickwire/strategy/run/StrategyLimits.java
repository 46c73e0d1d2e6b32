package io.tickwire.strategy.run;

/**
 * What a strategy may do at most, beside the account's risk rules; 0 switches a limit off.
 *
 * @param maxLots of one order
 * @param maxPositions open positions, and orders that may become one
 * @param maxTotalLots of all its open positions and waiting orders
 * @param maxOrdersPerMinute orders that it may send in 60 seconds
 * @param maxDailyLoss in account currency, realised and floating since midnight UTC; it may only close from then on
 */
public record StrategyLimits(
        double maxLots, int maxPositions, double maxTotalLots, int maxOrdersPerMinute, double maxDailyLoss) {

    /** No limits of its own. */
    public static final StrategyLimits NONE = new StrategyLimits(0, 0, 0, 0, 0);
}
