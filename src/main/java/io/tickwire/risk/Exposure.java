package io.tickwire.risk;

/**
 * What an account holds, orders on their way included.
 *
 * @param positions open positions in all
 * @param symbolPositions of the symbol asked for
 * @param orders pending orders in all
 * @param symbolOrders of the symbol asked for
 * @param buyLots of the symbol, positions and orders
 * @param sellLots of the symbol, positions and orders
 * @param marginOnTheWay of orders that the terminal has not answered yet, in account currency
 * @param marginUnread of these and of those that the last reading of the account does not show yet
 */
public record Exposure(
        int positions,
        int symbolPositions,
        int orders,
        int symbolOrders,
        double buyLots,
        double sellLots,
        double marginOnTheWay,
        double marginUnread) {
    public static final Exposure NONE = new Exposure(0, 0, 0, 0, 0, 0);

    /** What an account holds, with no order on its way. */
    public Exposure(int positions, int symbolPositions, int orders, int symbolOrders, double buyLots, double sellLots) {
        this(positions, symbolPositions, orders, symbolOrders, buyLots, sellLots, 0, 0);
    }
}
