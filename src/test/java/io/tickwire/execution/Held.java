package io.tickwire.execution;

import io.tickwire.domain.Deal;
import io.tickwire.domain.Filling;
import io.tickwire.domain.HistoryOrder;
import io.tickwire.domain.OrderState;
import io.tickwire.domain.OrderTag;
import io.tickwire.domain.OrderTime;
import io.tickwire.domain.OrderType;
import io.tickwire.domain.PendingOrder;
import io.tickwire.domain.Position;
import io.tickwire.domain.Side;
import io.tickwire.domain.Signal;

/** What a terminal may show. */
final class Held {
    static final double PRICE = 1.0847;

    private Held() {}

    static Position position(long ticket, double volume, String comment) {
        return position(ticket, "EURUSD", volume, comment);
    }

    static Position position(long ticket, String symbol, double volume, String comment) {
        return new Position(ticket, symbol, Side.BUY, volume, PRICE, 2000, 0, 0, PRICE, 0, 0, 5, comment);
    }

    static PendingOrder order(long ticket, double price, String comment) {
        return new PendingOrder(
                ticket, "EURUSD", OrderType.BUY_LIMIT, 0.1, price, 0, 0, 0, 2000, OrderTime.GTC, 0, 5, comment);
    }

    static HistoryOrder past(long ticket, OrderType type, OrderState state, String comment) {
        return new HistoryOrder(
                ticket,
                "EURUSD",
                type,
                state,
                Filling.FOK,
                OrderTime.GTC,
                0.1,
                0,
                1.08,
                0,
                0,
                0,
                2000,
                3000,
                0,
                0,
                5,
                comment);
    }

    static Deal deal(Signal signal, long order, double volume, double price, double profit) {
        return new Deal(
                order + 100,
                order,
                order + 200,
                "EURUSD",
                Side.BUY,
                Deal.Entry.IN,
                Deal.Reason.EXPERT,
                volume,
                price,
                profit,
                0,
                0,
                2000 + order,
                5,
                OrderTag.of(signal.id()));
    }
}
