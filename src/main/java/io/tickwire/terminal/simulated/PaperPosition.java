package io.tickwire.terminal.simulated;

import io.tickwire.domain.Side;

/** A position of the paper account. Owner: the terminal's thread. */
final class PaperPosition {
    final long ticket;
    final String symbol;
    final Side side;
    final double openPrice;
    final long openTimeMsc;
    final long magic;
    final String comment;
    double volume;
    double stopLoss;
    double takeProfit;

    PaperPosition(
            long ticket,
            String symbol,
            Side side,
            double volume,
            double openPrice,
            long openTimeMsc,
            double stopLoss,
            double takeProfit,
            long magic,
            String comment) {
        this.ticket = ticket;
        this.symbol = symbol;
        this.side = side;
        this.volume = volume;
        this.openPrice = openPrice;
        this.openTimeMsc = openTimeMsc;
        this.stopLoss = stopLoss;
        this.takeProfit = takeProfit;
        this.magic = magic;
        this.comment = comment;
    }

    /** Whether this close price triggers the stop loss. */
    boolean stopLossHit(double closePrice) {
        return stopLoss > 0 && (side == Side.BUY ? closePrice <= stopLoss : closePrice >= stopLoss);
    }

    /** Whether this close price triggers the take profit. */
    boolean takeProfitHit(double closePrice) {
        return takeProfit > 0 && (side == Side.BUY ? closePrice >= takeProfit : closePrice <= takeProfit);
    }
}
