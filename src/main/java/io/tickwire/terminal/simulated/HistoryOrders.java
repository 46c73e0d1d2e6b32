package io.tickwire.terminal.simulated;

import io.tickwire.domain.Deal;
import io.tickwire.domain.Filling;
import io.tickwire.domain.HistoryOrder;
import io.tickwire.domain.OrderState;
import io.tickwire.domain.OrderTime;
import io.tickwire.domain.OrderType;

/** Orders that are done as soon as they come. Any thread. */
final class HistoryOrders {
    private HistoryOrders() {}

    /** The market order that made a deal and asked for so many lots. */
    static HistoryOrder market(Deal deal, Filling filling, double initialVolume, double stopLoss, double takeProfit) {
        double remaining = Math.rint((initialVolume - deal.volume()) * 1e8) / 1e8;
        return order(
                deal,
                OrderType.market(deal.side()),
                remaining > 0 ? OrderState.PARTIAL : OrderState.FILLED,
                filling,
                initialVolume,
                remaining,
                stopLoss,
                takeProfit);
    }

    /** The order that closed one position by another; its deal is the first of the two. */
    static HistoryOrder closeBy(Deal deal) {
        return order(deal, OrderType.CLOSE_BY, OrderState.FILLED, Filling.FOK, deal.volume(), 0, 0, 0);
    }

    private static HistoryOrder order(
            Deal deal,
            OrderType type,
            OrderState state,
            Filling filling,
            double initialVolume,
            double remaining,
            double stopLoss,
            double takeProfit) {
        return new HistoryOrder(
                deal.order(),
                deal.symbol(),
                type,
                state,
                filling,
                OrderTime.GTC,
                initialVolume,
                remaining,
                deal.price(),
                0,
                stopLoss,
                takeProfit,
                deal.timeMsc(),
                deal.timeMsc(),
                0,
                deal.positionId(),
                deal.magic(),
                deal.comment());
    }
}
