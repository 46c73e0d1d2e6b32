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
 */
public record Exposure(
        int positions, int symbolPositions, int orders, int symbolOrders, double buyLots, double sellLots) {
    public static final Exposure NONE = new Exposure(0, 0, 0, 0, 0, 0);
}
