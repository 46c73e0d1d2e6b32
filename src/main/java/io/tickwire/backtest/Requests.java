package io.tickwire.backtest;

import io.tickwire.domain.Execution;
import io.tickwire.domain.OrderTime;
import io.tickwire.domain.OrderType;
import io.tickwire.domain.PendingOrder;
import io.tickwire.domain.Position;
import io.tickwire.domain.RawTick;
import io.tickwire.domain.Side;
import io.tickwire.domain.SymbolSpec;
import io.tickwire.domain.TradeRequest;
import io.tickwire.domain.TradeResult;
import io.tickwire.strategy.Order;
import io.tickwire.terminal.simulated.PaperMarket;

/** A strategy's orders in the broker's words, and its answers in the strategy's. Owner: the run's thread. */
final class Requests {
    private final PaperMarket market;
    private final long magic;
    private final int deviationPoints;

    Requests(PaperMarket market, long magic, int deviationPoints) {
        this.market = market;
        this.magic = magic;
        this.deviationPoints = deviationPoints;
    }

    /** Null when the position or order that it is about is not there. */
    TradeRequest of(long id, Order order) {
        String tag = "bt:" + id;
        if (order instanceof Order.Market open) {
            return open(tag, open);
        }
        if (order instanceof Order.Pending pending) {
            return new TradeRequest.PlacePending(
                    tag,
                    pending.symbol(),
                    pending.type(),
                    lots(pending.symbol(), pending.lots()),
                    pending.price(),
                    pending.stopLimitPrice(),
                    pending.stopLoss(),
                    pending.takeProfit(),
                    pending.expirationMsc() > 0 ? OrderTime.SPECIFIED : OrderTime.GTC,
                    pending.expirationMsc(),
                    magic,
                    pending.comment());
        }
        if (order instanceof Order.Close close) {
            Position position = position(close.ticket());
            double lots = close.lots() > 0 || position == null ? close.lots() : position.volume();
            return position == null
                    ? null
                    : new TradeRequest.ClosePosition(tag, close.ticket(), lots(close.symbol(), lots), deviationPoints);
        }
        if (order instanceof Order.Modify modify) {
            return new TradeRequest.ModifyPosition(tag, modify.ticket(), modify.stopLoss(), modify.takeProfit());
        }
        if (order instanceof Order.ModifyPending modify) {
            return modified(tag, modify);
        }
        return new TradeRequest.CancelOrder(tag, ((Order.Cancel) order).ticket());
    }

    private TradeRequest open(String tag, Order.Market open) {
        RawTick tick = market.last(open.symbol());
        double seen = tick == null ? 0 : open.side() == Side.BUY ? tick.ask() : tick.bid();
        return new TradeRequest.OpenMarket(
                tag,
                open.symbol(),
                open.side(),
                lots(open.symbol(), open.lots()),
                seen,
                open.stopLoss(),
                open.takeProfit(),
                deviationPoints,
                null,
                magic,
                open.comment());
    }

    private TradeRequest modified(String tag, Order.ModifyPending modify) {
        for (PendingOrder waiting : market.orders()) {
            if (waiting.ticket() == modify.ticket()) {
                return new TradeRequest.ModifyOrder(
                        tag,
                        modify.ticket(),
                        modify.price(),
                        waiting.stopLimitPrice(),
                        modify.stopLoss(),
                        modify.takeProfit(),
                        waiting.orderTime(),
                        waiting.expirationMsc());
            }
        }
        return null;
    }

    private double lots(String symbol, double lots) {
        SymbolSpec spec = market.spec(symbol);
        return spec == null ? lots : spec.volume().normalise(lots);
    }

    private Position position(long ticket) {
        for (Position position : market.positions()) {
            if (position.ticket() == ticket) {
                return position;
            }
        }
        return null;
    }

    /** What was done; null when nothing was. */
    static Execution execution(Order order, TradeRequest request, TradeResult result) {
        if (result instanceof TradeResult.Filled filled) {
            String type = order instanceof Order.Market open
                    ? OrderType.market(open.side()).wire()
                    : "close";
            return new Execution(
                    filled.order(),
                    filled.positionId(),
                    order.symbol(),
                    type,
                    filled.price(),
                    filled.volume(),
                    filled.profit(),
                    filled.timeMsc(),
                    filled.retcode());
        }
        if (result instanceof TradeResult.Accepted accepted) {
            boolean placed = request instanceof TradeRequest.PlacePending;
            return new Execution(
                    accepted.order(),
                    0,
                    order.symbol(),
                    type(request),
                    placed ? ((TradeRequest.PlacePending) request).price() : 0,
                    placed ? ((TradeRequest.PlacePending) request).volume() : 0,
                    0,
                    accepted.timeMsc(),
                    accepted.retcode());
        }
        return null;
    }

    private static String type(TradeRequest request) {
        if (request instanceof TradeRequest.PlacePending place) {
            return place.type().wire();
        }
        return request instanceof TradeRequest.CancelOrder ? "cancel" : "modify";
    }
}
