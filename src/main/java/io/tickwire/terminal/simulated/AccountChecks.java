package io.tickwire.terminal.simulated;

import io.tickwire.domain.Side;
import io.tickwire.domain.SymbolSpec;
import io.tickwire.domain.TradeResult.Rejected;
import io.tickwire.terminal.OrderCheck;
import io.tickwire.terminal.Retcode;
import java.util.Optional;

/** What MetaTrader's server checks of a request against the account: money, limits, prices. Owner: the terminal's thread. */
final class AccountChecks {
    private static final double DUST = 1e-9;

    private final Parts parts;
    private final AccountView view;

    AccountChecks(Parts parts, AccountView view) {
        this.parts = parts;
        this.view = view;
    }

    /** Whether the symbol has a price, and its money a rate to the account's currency. */
    Optional<Rejected> priced(SymbolSpec spec) {
        return SymbolChecks.quoted(parts.quotes().last(spec.name()))
                .or(() -> parts.valuation().convertible(spec)
                        ? Optional.empty()
                        : Optional.of(Answers.rejected(
                                Retcode.PRICE_OFF,
                                "No conversion rate for " + spec.currencies().profit())));
    }

    /** Whether a fill would only lessen or close the position of a netting account. */
    boolean lessens(SymbolSpec spec, Side side, double volume) {
        PaperPosition there = parts.netting() ? parts.state().position(spec.name()) : null;
        return there != null && there.side() != side && volume <= there.volume() + DUST;
    }

    /** Whether a fill of this side and size is allowed by trade mode and limits. */
    Optional<Rejected> mayOpen(SymbolSpec spec, Side side, double volume) {
        return lessens(spec, side, volume)
                ? Optional.empty()
                : SymbolChecks.opens(spec, side)
                        .or(() -> hedges(spec, side))
                        .or(() -> volumeLimit(spec, side, volume, 0))
                        .or(() -> positionLimit(spec));
    }

    /** Whether a waiting order may still be filled: positions may have been opened since it was placed. */
    Optional<Rejected> mayFill(PaperOrder waiting, SymbolSpec spec) {
        Side side = waiting.order().type().side();
        return waiting.begun() || lessens(spec, side, waiting.order().volume())
                ? Optional.empty()
                : SymbolChecks.opens(spec, side).or(() -> hedges(spec, side)).or(() -> positionLimit(spec));
    }

    /** Where only one side of a symbol may be held, no order of the other side is taken while there is a position. */
    Optional<Rejected> hedges(SymbolSpec spec, Side side) {
        boolean prohibited = !parts.netting() && !parts.config().hedgeAllowed();
        return SymbolChecks.when(
                prohibited
                        && parts.state().positions().stream()
                                .anyMatch(there -> there.symbol().equals(spec.name()) && there.side() != side),
                Retcode.HEDGE_PROHIBITED);
    }

    /** @param except a pending order that does not count, because it is the one that asks */
    Optional<Rejected> volumeLimit(SymbolSpec spec, Side side, double volume, long except) {
        double limit = spec.rules().volumeLimit();
        return SymbolChecks.when(
                limit > 0 && volume + directed(spec, side, except) > limit + DUST, Retcode.LIMIT_VOLUME);
    }

    private double directed(SymbolSpec spec, Side side, long except) {
        double open = parts.state().positions().stream()
                .filter(position -> position.symbol().equals(spec.name()))
                .mapToDouble(position -> signed(position, side))
                .sum();
        double waiting = parts.state().orders().stream()
                .filter(order -> order.ticket() != except)
                .filter(order -> order.order().symbol().equals(spec.name()))
                .filter(order -> order.order().type().side() == side)
                .mapToDouble(order -> order.order().volume())
                .sum();
        return open + waiting;
    }

    /** On a netting account an opposite position makes room, on a hedging one it does not. */
    private double signed(PaperPosition position, Side side) {
        if (position.side() == side) {
            return position.volume();
        }
        return parts.netting() ? -position.volume() : 0;
    }

    private Optional<Rejected> positionLimit(SymbolSpec spec) {
        int limit = parts.config().maxPositions();
        boolean joins = parts.netting() && parts.state().position(spec.name()) != null;
        return SymbolChecks.when(
                limit > 0 && !joins && parts.state().positions().size() >= limit, Retcode.LIMIT_POSITIONS);
    }

    Optional<Rejected> orderLimit() {
        int limit = parts.config().maxOrders();
        return SymbolChecks.when(limit > 0 && parts.state().orders().size() >= limit, Retcode.LIMIT_ORDERS);
    }

    /** Margin that a fill at this price would need more, and what is free. */
    OrderCheck check(SymbolSpec spec, Side side, double volume, double price) {
        double required =
                parts.margin().required(parts.state().positions(), spec, new MarginMeter.Leg(side, volume, price));
        return new OrderCheck(required, view.snapshot().freeMargin());
    }

    /** Whether the account can pay margin and commission; what needs no margin is never too dear. */
    Optional<Rejected> money(SymbolSpec spec, Side side, double volume, double price) {
        OrderCheck check = check(spec, side, volume, price);
        double left =
                check.freeMargin() - check.requiredMargin() + parts.deals().charge(spec, side, volume);
        return SymbolChecks.when(check.requiredMargin() > 0 && left < -DUST, Retcode.NO_MONEY);
    }
}
