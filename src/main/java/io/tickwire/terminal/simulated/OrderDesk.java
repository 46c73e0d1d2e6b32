package io.tickwire.terminal.simulated;

import io.tickwire.domain.AccountSnapshot;
import io.tickwire.domain.Deal;
import io.tickwire.domain.RawTick;
import io.tickwire.domain.Side;
import io.tickwire.domain.SymbolSpec;
import io.tickwire.domain.TradeRequest.CancelOrder;
import io.tickwire.domain.TradeRequest.ClosePosition;
import io.tickwire.domain.TradeRequest.ModifyPosition;
import io.tickwire.domain.TradeRequest.OpenMarket;
import io.tickwire.domain.TradeResult;
import io.tickwire.terminal.OrderCheck;
import io.tickwire.terminal.Retcode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * The paper broker's rules: what MetaTrader's server would check, at the prices of the last tick, and the stops that a
 * tick triggers. Owner: the terminal's thread.
 */
final class OrderDesk {
    private final QuoteBook quotes;
    private final PaperLedger ledger;
    private final LongSupplier brokerTime;

    /** @param brokerTime the broker's clock, epoch milliseconds UTC */
    OrderDesk(QuoteBook quotes, PaperLedger ledger, LongSupplier brokerTime) {
        this.quotes = quotes;
        this.ledger = ledger;
        this.brokerTime = brokerTime;
    }

    TradeResult open(OpenMarket order) {
        SymbolSpec spec = quotes.spec(order.symbol());
        RawTick tick = quotes.last(order.symbol());
        if (spec == null) {
            return rejected(Retcode.INVALID, "Unknown symbol " + order.symbol());
        }
        if (tick == null) {
            return rejected(Retcode.PRICE_OFF);
        }
        if (!spec.volume().allows(order.volume())) {
            return rejected(Retcode.INVALID_VOLUME);
        }
        if (!stopsAllowed(spec, tick, order.side(), order.stopLoss(), order.takeProfit())) {
            return rejected(Retcode.INVALID_STOPS);
        }
        if (!ledger.convertible(spec)) {
            return rejected(
                    Retcode.PRICE_OFF,
                    "No conversion rate for " + spec.currencies().profit());
        }
        if (!check(order).affordable()) {
            return rejected(Retcode.NO_MONEY);
        }
        return filled(ledger.open(
                spec,
                order.side(),
                order.volume(),
                QuoteBook.openPrice(tick, order.side()),
                order.stopLoss(),
                order.takeProfit(),
                brokerTime.getAsLong(),
                order.magic(),
                order.comment()));
    }

    OrderCheck check(OpenMarket order) {
        AccountSnapshot account = ledger.snapshot();
        SymbolSpec spec = quotes.spec(order.symbol());
        double required = spec == null ? Double.NaN : ledger.margin(spec, order.volume());
        return new OrderCheck(Math.rint(required * 100) / 100, account.freeMargin());
    }

    TradeResult close(ClosePosition order) {
        PaperPosition position = ledger.find(order.ticket());
        if (position == null) {
            return rejected(Retcode.POSITION_CLOSED);
        }
        SymbolSpec spec = quotes.spec(position.symbol);
        double volume = Math.min(order.volume(), position.volume);
        if (!spec.volume().onStep(volume) || volume <= 0) {
            return rejected(Retcode.INVALID_VOLUME);
        }
        RawTick tick = quotes.last(position.symbol);
        double price = QuoteBook.closePrice(tick, position.side);
        return filled(ledger.close(position, volume, price, brokerTime.getAsLong(), Deal.Reason.EXPERT, order.tag()));
    }

    TradeResult modify(ModifyPosition order) {
        PaperPosition position = ledger.find(order.ticket());
        if (position == null) {
            return rejected(Retcode.POSITION_CLOSED);
        }
        if (position.stopLoss == order.stopLoss() && position.takeProfit == order.takeProfit()) {
            return rejected(Retcode.NO_CHANGES);
        }
        RawTick tick = quotes.last(position.symbol);
        SymbolSpec spec = quotes.spec(position.symbol);
        if (!stopsAllowed(spec, tick, position.side, order.stopLoss(), order.takeProfit())) {
            return rejected(Retcode.INVALID_STOPS);
        }
        position.stopLoss = order.stopLoss();
        position.takeProfit = order.takeProfit();
        return new TradeResult.Accepted(position.ticket, brokerTime.getAsLong(), Retcode.DONE.code());
    }

    /** The desk keeps no pending orders, so there is never one to remove. */
    TradeResult cancel(CancelOrder order) {
        return rejected(Retcode.INVALID_ORDER, "No pending order " + order.ticket());
    }

    /** Closes the positions whose stop loss or take profit this tick reached. */
    List<Deal> trigger(RawTick tick) {
        List<Deal> deals = List.of();
        if (ledger.open().isEmpty()) {
            return deals;
        }
        for (PaperPosition position : List.copyOf(ledger.open())) {
            Deal.Reason reason = position.symbol.equals(tick.symbol()) ? triggered(position, tick) : null;
            if (reason != null) {
                deals = deals.isEmpty() ? new ArrayList<>() : deals;
                deals.add(ledger.close(
                        position,
                        position.volume,
                        QuoteBook.closePrice(tick, position.side),
                        tick.timeMsc(),
                        reason,
                        reason == Deal.Reason.STOP_LOSS ? "[sl]" : "[tp]"));
            }
        }
        return deals;
    }

    private static Deal.Reason triggered(PaperPosition position, RawTick tick) {
        double price = QuoteBook.closePrice(tick, position.side);
        if (position.stopLossHit(price)) {
            return Deal.Reason.STOP_LOSS;
        }
        return position.takeProfitHit(price) ? Deal.Reason.TAKE_PROFIT : null;
    }

    /** MetaTrader measures stops from the price that would close the position, and wants the stops level between. */
    private static boolean stopsAllowed(SymbolSpec spec, RawTick tick, Side side, double stopLoss, double takeProfit) {
        double price = QuoteBook.closePrice(tick, side);
        double distance = spec.stopsLevel() * spec.point();
        boolean stopLossAllowed =
                stopLoss == 0 || (price - stopLoss) * side.sign() > 0 && gap(price, stopLoss, distance);
        boolean takeProfitAllowed =
                takeProfit == 0 || (takeProfit - price) * side.sign() > 0 && gap(price, takeProfit, distance);
        return stopLossAllowed && takeProfitAllowed;
    }

    private static boolean gap(double price, double stop, double distance) {
        return Math.abs(price - stop) >= distance - 1e-9;
    }

    private static TradeResult filled(Deal deal) {
        return new TradeResult.Filled(
                deal.order(),
                deal.ticket(),
                deal.positionId(),
                deal.price(),
                deal.volume(),
                deal.profit(),
                deal.timeMsc(),
                Retcode.DONE.code());
    }

    private static TradeResult rejected(Retcode retcode) {
        return rejected(retcode, retcode.text());
    }

    private static TradeResult rejected(Retcode retcode, String comment) {
        return new TradeResult.Rejected(retcode.code(), comment);
    }
}
