package io.tickwire.terminal.simulated;

import io.tickwire.domain.Deal;
import io.tickwire.domain.Deal.Entry;
import io.tickwire.domain.Side;
import io.tickwire.domain.SymbolSpec;

/**
 * Turns fills and closings into facts: the deal and what becomes of the position. It books what it is told; whether it
 * is allowed was decided before. Owner: the terminal's thread.
 */
final class DealMaker {
    private final LedgerState state;
    private final Valuation valuation;
    private final Commission commission;
    private final boolean netting;

    DealMaker(LedgerState state, Valuation valuation, Commission commission, boolean netting) {
        this.state = state;
        this.valuation = valuation;
        this.commission = commission;
        this.netting = netting;
    }

    /** What closes a position, or a part of it: at which price, for which order and why. */
    record Closing(
            long order, double volume, double price, long timeMsc, Entry entry, Deal.Reason reason, String comment) {}

    /** Fills an order: opens a position, or on a netting account joins the one that is there. */
    Deal fill(Draft draft, Fill fill) {
        PaperPosition there = netting ? state.position(fill.spec().name()) : state.position(fill.position());
        if (there == null) {
            return enter(draft, fill, opened(fill, fill.position() == 0 ? fill.order() : draft.ticket()));
        }
        if (there.side() == fill.side()) {
            return enter(draft, fill, grown(there, fill));
        }
        if (fill.volume() <= there.volume() + fill.spec().volume().step() / 2) {
            return close(
                    draft,
                    there,
                    fill.spec(),
                    new Closing(
                            fill.order(),
                            fill.volume(),
                            fill.price(),
                            fill.timeMsc(),
                            Entry.OUT,
                            fill.reason(),
                            fill.comment()));
        }
        return reverse(draft, there, fill);
    }

    /** What a fill would be charged, as it would stand in its deal. */
    double charge(SymbolSpec spec, Side side, double volume) {
        PaperPosition there = netting ? state.position(spec.name()) : null;
        if (there == null || there.side() == side) {
            return commission.of(Entry.IN, volume, volume);
        }
        double rest = spec.volume().normalise(volume - there.volume());
        return rest > 0 ? commission.of(Entry.INOUT, volume, rest) : commission.of(Entry.OUT, volume, 0);
    }

    private static PaperPosition opened(Fill fill, long ticket) {
        return new PaperPosition(
                ticket,
                fill.spec().name(),
                fill.side(),
                fill.volume(),
                fill.price(),
                fill.timeMsc(),
                fill.stopLoss(),
                fill.takeProfit(),
                0,
                fill.magic(),
                fill.comment());
    }

    /** A position that grows takes over stops that the order names, and keeps its own where it names none. */
    private static PaperPosition grown(PaperPosition there, Fill fill) {
        double volume = fill.spec().volume().normalise(there.volume() + fill.volume());
        return there.grown(volume, fill.price())
                .withStops(
                        fill.stopLoss() > 0 ? fill.stopLoss() : there.stopLoss(),
                        fill.takeProfit() > 0 ? fill.takeProfit() : there.takeProfit());
    }

    private Deal enter(Draft draft, Fill fill, PaperPosition after) {
        double charged = commission.of(Entry.IN, fill.volume(), fill.volume());
        draft.add(new LedgerEvent.PositionStands(after));
        return book(draft, deal(draft, fill, after.ticket(), Entry.IN, 0, charged, 0));
    }

    /** The position turns over: all of it is closed, the rest of the order opens the other way under the same id. */
    private Deal reverse(Draft draft, PaperPosition there, Fill fill) {
        double rest = fill.spec().volume().normalise(fill.volume() - there.volume());
        PaperPosition fresh = opened(fill, there.ticket());
        draft.add(new LedgerEvent.PositionStands(fresh.rest(rest, 0)));
        double profit = valuation.profit(there, there.volume(), fill.price());
        double charged = commission.of(Entry.INOUT, fill.volume(), rest);
        return book(draft, deal(draft, fill, there.ticket(), Entry.INOUT, profit, charged, there.swap()));
    }

    private static Deal deal(
            Draft draft, Fill fill, long position, Entry entry, double profit, double charged, double swap) {
        return new Deal(
                draft.ticket(),
                fill.order(),
                position,
                fill.spec().name(),
                fill.side(),
                entry,
                fill.reason(),
                fill.volume(),
                fill.price(),
                profit,
                charged,
                swap,
                fill.timeMsc(),
                fill.magic(),
                fill.comment());
    }

    /** Closes a position or a part of it; swap is booked in the same proportion. */
    Deal close(Draft draft, PaperPosition position, SymbolSpec spec, Closing closing) {
        double rest = spec.volume().normalise(position.volume() - closing.volume());
        boolean all = rest < spec.volume().step() / 2;
        double swap = all ? position.swap() : Valuation.cents(position.swap() * closing.volume() / position.volume());
        draft.add(
                all
                        ? new LedgerEvent.PositionClosed(position.ticket())
                        : new LedgerEvent.PositionStands(position.rest(rest, Valuation.cents(position.swap() - swap))));
        Side side = position.side().opposite();
        return book(
                draft,
                new Deal(
                        draft.ticket(),
                        closing.order(),
                        position.ticket(),
                        position.symbol(),
                        side,
                        closing.entry(),
                        closing.reason(),
                        all ? position.volume() : closing.volume(),
                        closing.price(),
                        valuation.profit(position, closing.volume(), closing.price()),
                        commission.of(closing.entry(), closing.volume(), 0),
                        swap,
                        closing.timeMsc(),
                        position.magic(),
                        closing.comment()));
    }

    private static Deal book(Draft draft, Deal deal) {
        draft.add(new LedgerEvent.DealBooked(deal));
        return deal;
    }
}
