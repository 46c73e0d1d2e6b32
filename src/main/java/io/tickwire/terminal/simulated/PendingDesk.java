package io.tickwire.terminal.simulated;

import io.tickwire.domain.HistoryOrder;
import io.tickwire.domain.OrderState;
import io.tickwire.domain.OrderTime;
import io.tickwire.domain.PendingOrder;
import io.tickwire.domain.RawTick;
import io.tickwire.domain.SymbolSpec;
import io.tickwire.domain.TradeRequest.CancelOrder;
import io.tickwire.domain.TradeRequest.ModifyOrder;
import io.tickwire.domain.TradeRequest.PlacePending;
import io.tickwire.domain.TradeResult;
import io.tickwire.domain.TradeResult.Rejected;
import io.tickwire.terminal.Retcode;
import java.util.Optional;

/** Requests about pending orders: place, change, cancel. Owner: the terminal's thread. */
final class PendingDesk {
    private final Parts parts;
    private final AccountChecks checks;

    PendingDesk(Parts parts, AccountChecks checks) {
        this.parts = parts;
        this.checks = checks;
    }

    TradeResult place(PlacePending order, long nowMsc) {
        SymbolSpec spec = parts.quotes().spec(order.symbol());
        if (spec == null) {
            return Answers.rejected(Retcode.INVALID, "Unknown symbol " + order.symbol());
        }
        if (!order.type().pending()) {
            return Answers.rejected(Retcode.INVALID_ORDER);
        }
        Draft draft = parts.ledger().draft();
        PendingOrder wanted = pending(order, draft.ticket(), nowMsc);
        Optional<Rejected> refused = SymbolChecks.open(spec, nowMsc)
                .or(() -> SymbolChecks.volume(spec, order.volume()))
                .or(() -> pricesRight(wanted, spec))
                .or(() -> lives(spec, order.orderTime(), order.expirationMsc(), nowMsc))
                .or(checks::orderLimit)
                .or(() -> SymbolChecks.opens(spec, order.type().side()))
                .or(() -> checks.hedges(spec, order.type().side()))
                .or(() -> checks.volumeLimit(spec, order.type().side(), order.volume(), 0));
        if (refused.isPresent()) {
            return refused.get();
        }
        draft.add(new LedgerEvent.OrderStands(new PaperOrder(wanted, order.volume())))
                .commit();
        return Answers.accepted(wanted.ticket(), nowMsc, Retcode.PLACED);
    }

    private PendingOrder pending(PlacePending order, long ticket, long nowMsc) {
        return new PendingOrder(
                ticket,
                order.symbol(),
                order.type(),
                order.volume(),
                order.price(),
                order.stopLimitPrice(),
                order.stopLoss(),
                order.takeProfit(),
                nowMsc,
                order.orderTime(),
                expiration(order.orderTime(), order.expirationMsc(), nowMsc),
                order.magic(),
                order.comment());
    }

    /** When an order ends, 0 = never. */
    private long expiration(OrderTime time, long expirationMsc, long nowMsc) {
        return switch (time) {
            case GTC -> 0;
            case DAY -> parts.day().endOfDay(nowMsc);
            case SPECIFIED -> expirationMsc;
            case SPECIFIED_DAY -> parts.day().endOfDay(expirationMsc);
        };
    }

    private Optional<Rejected> lives(SymbolSpec spec, OrderTime time, long expirationMsc, long nowMsc) {
        long ends = expiration(time, expirationMsc, nowMsc);
        boolean wrong = !spec.rules().orderTimes().contains(time) || time != OrderTime.GTC && ends <= nowMsc;
        return SymbolChecks.when(wrong, Retcode.INVALID_EXPIRATION);
    }

    /** The price lies on its side of the market, stops lie on their sides of the price that it will be filled at. */
    private Optional<Rejected> pricesRight(PendingOrder order, SymbolSpec spec) {
        RawTick tick = parts.quotes().last(spec.name());
        boolean stopLimit = order.type().isStopLimit();
        double filledAt = stopLimit ? order.stopLimitPrice() : order.price();
        return SymbolChecks.quoted(tick)
                .or(() -> SymbolChecks.price(spec, order.price()))
                .or(() -> SymbolChecks.price(spec, order.stopLimitPrice()))
                .or(() ->
                        SymbolChecks.when(!(order.price() > 0) || !onItsSide(order, spec, tick), Retcode.INVALID_PRICE))
                .or(() ->
                        SymbolChecks.stops(spec, order.type().side(), filledAt, order.stopLoss(), order.takeProfit()));
    }

    private static boolean onItsSide(PendingOrder order, SymbolSpec spec, RawTick tick) {
        int sign = order.type().side().sign();
        double above = (order.price() - QuoteBook.openPrice(tick, order.type().side())) * sign;
        if (order.type().isLimit()) {
            return SymbolChecks.apart(spec, -above);
        }
        boolean limitBehind = !order.type().isStopLimit()
                || order.stopLimitPrice() > 0
                        && SymbolChecks.apart(spec, (order.price() - order.stopLimitPrice()) * sign);
        return SymbolChecks.apart(spec, above) && limitBehind;
    }

    TradeResult modify(ModifyOrder change, long nowMsc) {
        PaperOrder order = parts.state().order(change.ticket());
        if (order == null) {
            return gone(change.ticket());
        }
        if (!order.order().type().pending()) {
            return Answers.rejected(Retcode.INVALID_ORDER);
        }
        SymbolSpec spec = parts.quotes().spec(order.order().symbol());
        PendingOrder wanted = changed(order.order(), change, nowMsc);
        return SymbolChecks.when(wanted.equals(order.order()), Retcode.NO_CHANGES)
                .or(() -> SymbolChecks.open(spec, nowMsc))
                .or(() -> thawed(order.order(), spec))
                .or(() -> pricesRight(wanted, spec))
                .or(() -> lives(spec, change.orderTime(), change.expirationMsc(), nowMsc))
                .<TradeResult>map(refused -> refused)
                .orElseGet(() -> {
                    LedgerEvent fact = new LedgerEvent.OrderStands(new PaperOrder(wanted, order.initialVolume()));
                    parts.ledger().draft().add(fact).commit();
                    return Answers.accepted(order.ticket(), nowMsc, Retcode.DONE);
                });
    }

    private PendingOrder changed(PendingOrder order, ModifyOrder change, long nowMsc) {
        return new PendingOrder(
                order.ticket(),
                order.symbol(),
                order.type(),
                order.volume(),
                change.price(),
                change.stopLimitPrice(),
                change.stopLoss(),
                change.takeProfit(),
                order.timeMsc(),
                change.orderTime(),
                expiration(change.orderTime(), change.expirationMsc(), nowMsc),
                order.magic(),
                order.comment());
    }

    TradeResult cancel(CancelOrder request, long nowMsc) {
        PaperOrder order = parts.state().order(request.ticket());
        if (order == null) {
            return gone(request.ticket());
        }
        SymbolSpec spec = parts.quotes().spec(order.order().symbol());
        return SymbolChecks.open(spec, nowMsc)
                .or(() -> thawed(order.order(), spec))
                .<TradeResult>map(refused -> refused)
                .orElseGet(() -> {
                    HistoryOrder done =
                            order.done(OrderState.CANCELED, order.order().volume(), nowMsc, 0);
                    parts.ledger().draft().add(new LedgerEvent.OrderDone(done)).commit();
                    return Answers.accepted(order.ticket(), nowMsc, Retcode.DONE);
                });
    }

    private Optional<Rejected> thawed(PendingOrder order, SymbolSpec spec) {
        RawTick tick = parts.quotes().last(spec.name());
        return tick == null
                ? Optional.empty()
                : SymbolChecks.thawed(
                        spec, QuoteBook.openPrice(tick, order.type().side()), order.price());
    }

    /** An order that was there and is done is another thing than one that never was. */
    private Rejected gone(long ticket) {
        boolean done = parts.state().history().stream().anyMatch(order -> order.ticket() == ticket);
        return done
                ? Answers.rejected(Retcode.ORDER_CHANGED)
                : Answers.rejected(Retcode.INVALID_ORDER, "No pending order " + ticket);
    }
}
