package io.tickwire.terminal.simulated;

import io.tickwire.domain.Deal;
import io.tickwire.domain.OrderState;
import io.tickwire.domain.OrderType;
import io.tickwire.domain.PendingOrder;
import io.tickwire.domain.RawTick;
import io.tickwire.domain.Side;
import io.tickwire.domain.SymbolSpec;
import io.tickwire.domain.TradeResult.Rejected;
import io.tickwire.terminal.TerminalEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What ticks and time do to waiting orders: trigger, fill, expire. Owner: the terminal's thread. */
final class PendingBook {
    private final Parts parts;
    private final AccountChecks checks;
    private final Consumer<TerminalEvent> events;

    PendingBook(Parts parts, AccountChecks checks, Consumer<TerminalEvent> events) {
        this.parts = parts;
        this.checks = checks;
        this.events = events;
    }

    /** Moves orders whose time is over to the history. */
    void expire(long nowMsc) {
        if (parts.state().orders().isEmpty()) {
            return;
        }
        List<PaperOrder> over = new ArrayList<>(0);
        for (PaperOrder order : parts.state().orders()) {
            long ends = order.order().expirationMsc();
            if (ends != 0 && ends <= nowMsc) {
                over.add(order);
            }
        }
        if (!over.isEmpty()) {
            Draft draft = parts.ledger().draft();
            over.forEach(order -> draft.add(new LedgerEvent.OrderDone(
                    order.done(OrderState.EXPIRED, order.order().volume(), nowMsc, 0))));
            draft.commit();
            events.accept(new TerminalEvent.OrdersChanged());
        }
    }

    /** Fills the orders that this tick reaches. */
    void onTick(RawTick tick, long nowMsc) {
        if (!reaches(tick)) {
            return;
        }
        SymbolSpec spec = parts.quotes().spec(tick.symbol());
        if (SymbolChecks.open(spec, nowMsc).isPresent()) {
            return;
        }
        for (PaperOrder order : List.copyOf(parts.state().orders())) {
            if (order.order().symbol().equals(tick.symbol()) && reached(order.order(), tick)) {
                reach(order, spec, tick, nowMsc);
            }
        }
    }

    /** Nearly every tick reaches nothing, and is done with here. */
    private boolean reaches(RawTick tick) {
        for (PaperOrder order : parts.state().orders()) {
            if (order.order().symbol().equals(tick.symbol()) && reached(order.order(), tick)) {
                return true;
            }
        }
        return false;
    }

    /** BUY orders watch the ask, SELL orders the bid. */
    private static boolean reached(PendingOrder order, RawTick tick) {
        double market = QuoteBook.openPrice(tick, order.type().side());
        double above = (market - order.price()) * order.type().side().sign();
        if (order.type().isLimit()) {
            return above <= 0;
        }
        return !order.type().pending() || above >= 0;
    }

    private void reach(PaperOrder order, SymbolSpec spec, RawTick tick, long nowMsc) {
        PaperOrder live = order;
        if (order.order().type().isStopLimit()) {
            live = order.activated();
            parts.ledger().draft().add(new LedgerEvent.OrderStands(live)).commit();
            events.accept(new TerminalEvent.OrdersChanged());
        }
        if (reached(live.order(), tick)) {
            fill(live, spec, tick, nowMsc);
        }
    }

    private void fill(PaperOrder waiting, SymbolSpec spec, RawTick tick, long nowMsc) {
        PendingOrder order = waiting.order();
        Side side = order.type().side();
        double volume = parts.liquidity().of(spec, order.volume());
        if (volume <= 0) {
            return;
        }
        double price = QuoteBook.openPrice(tick, side);
        Draft draft = parts.ledger().draft();
        Optional<Rejected> refused = checks.priced(spec)
                .or(() -> checks.mayFill(waiting, spec))
                .or(() -> checks.money(spec, side, volume, price));
        if (refused.isPresent()) {
            draft.add(new LedgerEvent.OrderDone(waiting.done(OrderState.CANCELED, order.volume(), nowMsc, 0)))
                    .commit();
            events.accept(new TerminalEvent.OrdersChanged());
            return;
        }
        Deal deal = parts.deals().fill(draft, fillOf(waiting, spec, volume, price, nowMsc));
        draft.add(after(waiting, spec, deal)).commit();
        events.accept(new TerminalEvent.DealDone(deal));
        events.accept(new TerminalEvent.OrdersChanged());
    }

    private static Fill fillOf(PaperOrder waiting, SymbolSpec spec, double volume, double price, long nowMsc) {
        PendingOrder order = waiting.order();
        OrderType type = order.type();
        return new Fill(
                order.ticket(),
                waiting.begun() ? order.ticket() : 0,
                spec,
                type.side(),
                volume,
                price,
                order.stopLoss(),
                order.takeProfit(),
                nowMsc,
                type.pending() ? Deal.Reason.PENDING : Deal.Reason.EXPERT,
                order.magic(),
                order.comment());
    }

    private static LedgerEvent after(PaperOrder waiting, SymbolSpec spec, Deal deal) {
        double rest = spec.volume().normalise(waiting.order().volume() - deal.volume());
        return rest > 0
                ? new LedgerEvent.OrderStands(waiting.withVolume(rest))
                : new LedgerEvent.OrderDone(waiting.done(OrderState.FILLED, 0, deal.timeMsc(), deal.positionId()));
    }
}
