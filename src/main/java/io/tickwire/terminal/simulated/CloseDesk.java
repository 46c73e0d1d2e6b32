package io.tickwire.terminal.simulated;

import io.tickwire.domain.Deal;
import io.tickwire.domain.Filling;
import io.tickwire.domain.Side;
import io.tickwire.domain.SymbolSpec;
import io.tickwire.domain.TradeRequest.CloseBy;
import io.tickwire.domain.TradeRequest.ClosePosition;
import io.tickwire.domain.TradeRequest.ModifyPosition;
import io.tickwire.domain.TradeResult;
import io.tickwire.domain.TradeResult.Rejected;
import io.tickwire.terminal.Retcode;
import java.util.Optional;

/** Requests about open positions: close, close by, move stops. Owner: the terminal's thread. */
final class CloseDesk {
    private static final double DUST = 1e-9;

    private final Parts parts;

    CloseDesk(Parts parts) {
        this.parts = parts;
    }

    TradeResult close(ClosePosition order, long nowMsc) {
        PaperPosition position = parts.state().position(order.ticket());
        if (position == null) {
            return Answers.rejected(Retcode.POSITION_CLOSED);
        }
        SymbolSpec spec = parts.quotes().spec(position.symbol());
        Optional<Rejected> refused = refusal(order, position, spec, nowMsc);
        return refused.isPresent() ? refused.get() : execute(order, position, spec, nowMsc);
    }

    private Optional<Rejected> refusal(ClosePosition order, PaperPosition position, SymbolSpec spec, long nowMsc) {
        Side side = position.side().opposite();
        return movable(position, spec, nowMsc)
                .or(() -> inTurn(position, position))
                .or(() -> SymbolChecks.when(order.volume() > position.volume() + DUST, Retcode.INVALID_CLOSE_VOLUME))
                .or(() -> SymbolChecks.when(!closable(order.volume(), position, spec), Retcode.INVALID_VOLUME))
                .or(() -> SymbolChecks.price(spec, order.price()))
                .or(() -> SymbolChecks.deviation(spec, side, order.price(), price(position), order.deviationPoints()))
                .or(() -> SymbolChecks.when(parts.faults().requote(), Retcode.REQUOTE));
    }

    /** What holds for every request about a position: the market is open, has a price, and is not about to act itself. */
    private Optional<Rejected> movable(PaperPosition position, SymbolSpec spec, long nowMsc) {
        return SymbolChecks.open(spec, nowMsc)
                .or(() -> SymbolChecks.when(
                        !parts.valuation().convertible(spec) || parts.quotes().last(position.symbol()) == null,
                        Retcode.PRICE_OFF))
                .or(() -> SymbolChecks.thawed(spec, price(position), position.stopLoss(), position.takeProfit()));
    }

    /** Where positions are closed first in, first out, no older one of the symbol may stand, but the partner of a pair. */
    private Optional<Rejected> inTurn(PaperPosition position, PaperPosition partner) {
        boolean bound = parts.config().fifoClose() && !parts.netting();
        return SymbolChecks.when(
                bound
                        && parts.state().positions().stream()
                                .filter(there -> there.symbol().equals(position.symbol()) && there != partner)
                                .anyMatch(there -> there.ticket() < position.ticket()),
                Retcode.FIFO_CLOSE);
    }

    /** The whole position may always go; a part must be a volume that could be ordered. */
    private static boolean closable(double volume, PaperPosition position, SymbolSpec spec) {
        return Math.abs(volume - position.volume()) < DUST || spec.volume().allows(volume);
    }

    private double price(PaperPosition position) {
        return QuoteBook.closePrice(parts.quotes().last(position.symbol()), position.side());
    }

    /** A close takes what is there where the symbol allows it, else all or nothing. */
    private TradeResult execute(ClosePosition order, PaperPosition position, SymbolSpec spec, long nowMsc) {
        Filling filling = spec.rules().fillings().contains(Filling.IOC) ? Filling.IOC : OrderDesk.firstAllowed(spec);
        double volume = parts.liquidity().of(spec, order.volume());
        boolean partial = volume < order.volume();
        if (volume <= 0 || partial && filling == Filling.FOK) {
            return Answers.rejected(Retcode.REJECT, "Not enough liquidity");
        }
        Draft draft = parts.ledger().draft();
        DealMaker.Closing closing = new DealMaker.Closing(
                draft.ticket(), volume, price(position), nowMsc, Deal.Entry.OUT, Deal.Reason.EXPERT, order.tag());
        Deal deal = parts.deals().close(draft, position, spec, closing);
        draft.add(new LedgerEvent.OrderDone(HistoryOrders.market(deal, filling, order.volume(), 0, 0)));
        draft.commit();
        return Answers.filled(deal, partial ? Retcode.DONE_PARTIAL : Retcode.DONE);
    }

    TradeResult closeBy(CloseBy order, long nowMsc) {
        PaperPosition position = parts.state().position(order.ticket());
        PaperPosition opposite = parts.state().position(order.oppositeTicket());
        if (parts.netting()) {
            return Answers.rejected(Retcode.INVALID_ORDER, "Close by needs a hedging account");
        }
        if (position == null || opposite == null) {
            return Answers.rejected(Retcode.POSITION_CLOSED);
        }
        SymbolSpec spec = parts.quotes().spec(position.symbol());
        boolean paired = position.symbol().equals(opposite.symbol()) && position.side() != opposite.side();
        return SymbolChecks.when(!paired, Retcode.INVALID)
                .or(() -> movable(position, spec, nowMsc))
                .or(() -> movable(opposite, spec, nowMsc))
                .or(() -> inTurn(position, opposite))
                .or(() -> inTurn(opposite, position))
                .<TradeResult>map(refused -> refused)
                .orElseGet(() -> pair(order.tag(), position, opposite, spec, nowMsc));
    }

    /** Both are closed at the open price of the opposite one: the first deal has the whole profit. */
    private TradeResult pair(String tag, PaperPosition position, PaperPosition opposite, SymbolSpec spec, long nowMsc) {
        Draft draft = parts.ledger().draft();
        double volume = Math.min(position.volume(), opposite.volume());
        DealMaker.Closing closing = new DealMaker.Closing(
                draft.ticket(), volume, opposite.openPrice(), nowMsc, Deal.Entry.OUT_BY, Deal.Reason.EXPERT, tag);
        Deal deal = parts.deals().close(draft, position, spec, closing);
        parts.deals().close(draft, opposite, spec, closing);
        draft.add(new LedgerEvent.OrderDone(HistoryOrders.closeBy(deal)));
        draft.commit();
        return Answers.filled(deal, Retcode.DONE);
    }

    TradeResult modify(ModifyPosition order, long nowMsc) {
        PaperPosition position = parts.state().position(order.ticket());
        if (position == null) {
            return Answers.rejected(Retcode.POSITION_CLOSED);
        }
        SymbolSpec spec = parts.quotes().spec(position.symbol());
        boolean same = position.stopLoss() == order.stopLoss() && position.takeProfit() == order.takeProfit();
        return SymbolChecks.when(same, Retcode.NO_CHANGES)
                .or(() -> movable(position, spec, nowMsc))
                .or(() -> SymbolChecks.stops(
                        spec, position.side(), price(position), order.stopLoss(), order.takeProfit()))
                .<TradeResult>map(refused -> refused)
                .orElseGet(() -> {
                    PaperPosition moved = position.withStops(order.stopLoss(), order.takeProfit());
                    parts.ledger()
                            .draft()
                            .add(new LedgerEvent.PositionStands(moved))
                            .commit();
                    return Answers.accepted(position.ticket(), nowMsc, Retcode.DONE);
                });
    }
}
