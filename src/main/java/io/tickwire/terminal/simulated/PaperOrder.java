package io.tickwire.terminal.simulated;

import io.tickwire.domain.Filling;
import io.tickwire.domain.HistoryOrder;
import io.tickwire.domain.OrderState;
import io.tickwire.domain.OrderType;
import io.tickwire.domain.PendingOrder;

/**
 * A waiting order as the ledger keeps it. Besides the pending kinds it may be the rest of a market order that was sent
 * with {@link Filling#RETURN}.
 *
 * @param initialVolume lots asked for; the order's own volume is what is still to fill
 */
record PaperOrder(PendingOrder order, double initialVolume) {

    long ticket() {
        return order.ticket();
    }

    /** Whether some of it was filled before. */
    boolean begun() {
        return order.volume() < initialVolume;
    }

    PaperOrder withVolume(double volume) {
        return new PaperOrder(changed(order.type(), volume, order.price(), order.stopLimitPrice()), initialVolume);
    }

    /** The limit order that a stop-limit becomes when its price is reached. */
    PaperOrder activated() {
        OrderType limit = OrderType.limit(order.type().side());
        return new PaperOrder(changed(limit, order.volume(), order.stopLimitPrice(), 0), initialVolume);
    }

    private PendingOrder changed(OrderType type, double volume, double price, double stopLimitPrice) {
        return new PendingOrder(
                order.ticket(),
                order.symbol(),
                type,
                volume,
                price,
                stopLimitPrice,
                order.stopLoss(),
                order.takeProfit(),
                order.timeMsc(),
                order.orderTime(),
                order.expirationMsc(),
                order.magic(),
                order.comment());
    }

    /** How it stands in the history. */
    HistoryOrder done(OrderState state, double remaining, long doneMsc, long positionId) {
        return new HistoryOrder(
                order.ticket(),
                order.symbol(),
                order.type(),
                state,
                Filling.RETURN,
                order.orderTime(),
                initialVolume,
                remaining,
                order.price(),
                order.stopLimitPrice(),
                order.stopLoss(),
                order.takeProfit(),
                order.timeMsc(),
                doneMsc,
                order.expirationMsc(),
                positionId,
                order.magic(),
                order.comment());
    }
}
