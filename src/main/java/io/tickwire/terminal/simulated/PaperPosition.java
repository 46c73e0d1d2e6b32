package io.tickwire.terminal.simulated;

import io.tickwire.domain.Side;

/**
 * A position as the ledger keeps it.
 *
 * @param stopLoss price, 0 = none
 * @param takeProfit price, 0 = none
 * @param swap accrued and not yet booked, account currency
 */
record PaperPosition(
        long ticket,
        String symbol,
        Side side,
        double volume,
        double openPrice,
        long openTimeMsc,
        double stopLoss,
        double takeProfit,
        double swap,
        long magic,
        String comment) {

    /** Whether this close price triggers the stop loss. */
    boolean stopLossHit(double closePrice) {
        return stopLoss > 0 && (side == Side.BUY ? closePrice <= stopLoss : closePrice >= stopLoss);
    }

    /** Whether this close price triggers the take profit. */
    boolean takeProfitHit(double closePrice) {
        return takeProfit > 0 && (side == Side.BUY ? closePrice >= takeProfit : closePrice <= takeProfit);
    }

    PaperPosition withStops(double newStopLoss, double newTakeProfit) {
        return new PaperPosition(
                ticket, symbol, side, volume, openPrice, openTimeMsc, newStopLoss, newTakeProfit, swap, magic, comment);
    }

    PaperPosition withSwap(double newSwap) {
        return new PaperPosition(
                ticket, symbol, side, volume, openPrice, openTimeMsc, stopLoss, takeProfit, newSwap, magic, comment);
    }

    /** What stays after a part was closed, with the swap of that part booked. */
    PaperPosition rest(double newVolume, double newSwap) {
        return new PaperPosition(
                ticket, symbol, side, newVolume, openPrice, openTimeMsc, stopLoss, takeProfit, newSwap, magic, comment);
    }

    /** Grown by another fill: the open price is the volume-weighted one. */
    PaperPosition grown(double newVolume, double price) {
        double added = newVolume - volume;
        double average = (openPrice * volume + price * added) / newVolume;
        return new PaperPosition(
                ticket, symbol, side, newVolume, average, openTimeMsc, stopLoss, takeProfit, swap, magic, comment);
    }
}
