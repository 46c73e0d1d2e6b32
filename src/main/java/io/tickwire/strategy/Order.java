package io.tickwire.strategy;

import io.tickwire.domain.OrderType;
import io.tickwire.domain.Position;
import io.tickwire.domain.Side;
import java.util.Objects;

/** What a strategy wants done. Volumes are lots, prices absolute; a stop of 0 is none. */
public sealed interface Order {

    String symbol();

    /** Opens at the market. */
    record Market(String symbol, Side side, double lots, double stopLoss, double takeProfit, String comment)
            implements Order {
        public Market {
            Objects.requireNonNull(symbol, "symbol");
            Objects.requireNonNull(side, "side");
            Objects.requireNonNull(comment, "comment");
            amount("lots", lots);
            amount("stopLoss", stopLoss);
            amount("takeProfit", takeProfit);
        }

        public Market withStops(double newStopLoss, double newTakeProfit) {
            return new Market(symbol, side, lots, newStopLoss, newTakeProfit, comment);
        }

        public Market withComment(String text) {
            return new Market(symbol, side, lots, stopLoss, takeProfit, text);
        }
    }

    /**
     * Places an order that waits for its price.
     *
     * @param type a pending type
     * @param stopLimitPrice only for stop-limit types, else 0
     * @param expirationMsc epoch milliseconds UTC; 0 = good till cancelled
     */
    record Pending(
            OrderType type,
            String symbol,
            double lots,
            double price,
            double stopLimitPrice,
            double stopLoss,
            double takeProfit,
            long expirationMsc,
            String comment)
            implements Order {
        public Pending {
            Objects.requireNonNull(symbol, "symbol");
            Objects.requireNonNull(comment, "comment");
            if (!type.pending()) {
                throw new IllegalArgumentException("type must be a pending one such as BUY_STOP, not " + type);
            }
            amount("lots", lots);
            amount("price", price);
            amount("stopLimitPrice", stopLimitPrice);
            amount("stopLoss", stopLoss);
            amount("takeProfit", takeProfit);
        }

        public Pending withStops(double newStopLoss, double newTakeProfit) {
            return new Pending(
                    type, symbol, lots, price, stopLimitPrice, newStopLoss, newTakeProfit, expirationMsc, comment);
        }

        /** Removed by the server at this time, epoch milliseconds UTC. */
        public Pending until(long newExpirationMsc) {
            return new Pending(
                    type, symbol, lots, price, stopLimitPrice, stopLoss, takeProfit, newExpirationMsc, comment);
        }

        /** For stop-limit types: the price of the limit order that it becomes. */
        public Pending withStopLimitPrice(double newPrice) {
            return new Pending(type, symbol, lots, price, newPrice, stopLoss, takeProfit, expirationMsc, comment);
        }

        public Pending withComment(String text) {
            return new Pending(type, symbol, lots, price, stopLimitPrice, stopLoss, takeProfit, expirationMsc, text);
        }
    }

    /** Closes a position; 0 lots = all of it. */
    record Close(long ticket, String symbol, double lots) implements Order {
        public Close {
            Objects.requireNonNull(symbol, "symbol");
            amount("lots", lots);
        }
    }

    /** Sets the stops of a position. */
    record Modify(long ticket, String symbol, double stopLoss, double takeProfit) implements Order {
        public Modify {
            Objects.requireNonNull(symbol, "symbol");
            amount("stopLoss", stopLoss);
            amount("takeProfit", takeProfit);
        }
    }

    /** Changes a pending order. */
    record ModifyPending(long ticket, String symbol, double price, double stopLoss, double takeProfit)
            implements Order {
        public ModifyPending {
            Objects.requireNonNull(symbol, "symbol");
            amount("price", price);
            amount("stopLoss", stopLoss);
            amount("takeProfit", takeProfit);
        }
    }

    /** Removes a pending order. */
    record Cancel(long ticket, String symbol) implements Order {
        public Cancel {
            Objects.requireNonNull(symbol, "symbol");
        }
    }

    static Market buy(String symbol, double lots) {
        return new Market(symbol, Side.BUY, lots, 0, 0, "");
    }

    static Market sell(String symbol, double lots) {
        return new Market(symbol, Side.SELL, lots, 0, 0, "");
    }

    static Pending pending(OrderType type, String symbol, double lots, double price) {
        return new Pending(type, symbol, lots, price, 0, 0, 0, 0, "");
    }

    static Close close(Position position) {
        return new Close(position.ticket(), position.symbol(), 0);
    }

    static Close close(Position position, double lots) {
        return new Close(position.ticket(), position.symbol(), lots);
    }

    private static void amount(String name, double value) {
        if (!(value >= 0) || !Double.isFinite(value)) {
            throw new IllegalArgumentException(name + " must be finite and not negative, not " + value);
        }
    }
}
