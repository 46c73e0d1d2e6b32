package io.tickwire.terminal.simulated;

import io.tickwire.domain.Deal;
import io.tickwire.domain.Filling;
import io.tickwire.domain.OrderTime;
import io.tickwire.domain.OrderType;
import io.tickwire.domain.PendingOrder;
import io.tickwire.domain.RawTick;
import io.tickwire.domain.Side;
import io.tickwire.domain.SymbolSpec;
import io.tickwire.domain.TradeRequest.OpenMarket;
import io.tickwire.domain.TradeResult;
import io.tickwire.domain.TradeResult.Rejected;
import io.tickwire.terminal.Retcode;
import java.util.Optional;

/** Market orders: what MetaTrader's server would check, and their execution at the last tick. Owner: the terminal's thread. */
final class OrderDesk {
    private final Parts parts;
    private final AccountChecks checks;

    OrderDesk(Parts parts, AccountChecks checks) {
        this.parts = parts;
        this.checks = checks;
    }

    TradeResult open(OpenMarket order, long nowMsc) {
        SymbolSpec spec = parts.quotes().spec(order.symbol());
        if (spec == null) {
            return Answers.rejected(Retcode.INVALID, "Unknown symbol " + order.symbol());
        }
        Optional<Rejected> refused = refusal(order, spec, nowMsc);
        return refused.isPresent() ? refused.get() : execute(order, spec, nowMsc);
    }

    private Optional<Rejected> refusal(OpenMarket order, SymbolSpec spec, long nowMsc) {
        Side side = order.side();
        RawTick tick = parts.quotes().last(spec.name());
        return SymbolChecks.open(spec, nowMsc)
                .or(() -> SymbolChecks.quoted(tick))
                .or(() -> SymbolChecks.volume(spec, order.volume()))
                .or(() -> SymbolChecks.filling(spec, order.filling()))
                .or(() -> SymbolChecks.price(spec, order.price()))
                .or(() -> SymbolChecks.stops(
                        spec, side, QuoteBook.closePrice(tick, side), order.stopLoss(), order.takeProfit()))
                .or(() -> checks.priced(spec))
                .or(() -> checks.mayOpen(spec, side, order.volume()))
                .or(() -> SymbolChecks.deviation(
                        spec, side, order.price(), QuoteBook.openPrice(tick, side), order.deviationPoints()))
                .or(() -> SymbolChecks.when(parts.faults().requote(), Retcode.REQUOTE))
                .or(() -> checks.money(spec, side, order.volume(), QuoteBook.openPrice(tick, side)));
    }

    private TradeResult execute(OpenMarket order, SymbolSpec spec, long nowMsc) {
        Filling filling = order.filling() == null ? firstAllowed(spec) : order.filling();
        double volume = parts.liquidity().of(spec, order.volume());
        boolean partial = volume < order.volume();
        if (volume <= 0 || partial && filling == Filling.FOK) {
            return Answers.rejected(Retcode.REJECT, "Not enough liquidity");
        }
        Draft draft = parts.ledger().draft();
        Fill fill = fill(order, spec, draft.ticket(), volume, nowMsc);
        Deal deal = parts.deals().fill(draft, fill);
        draft.add(
                partial && filling == Filling.RETURN
                        ? new LedgerEvent.OrderStands(rest(order, fill))
                        : new LedgerEvent.OrderDone(HistoryOrders.market(
                                deal, filling, order.volume(), order.stopLoss(), order.takeProfit())));
        draft.commit();
        return Answers.filled(deal, partial ? Retcode.DONE_PARTIAL : Retcode.DONE);
    }

    private Fill fill(OpenMarket order, SymbolSpec spec, long ticket, double volume, long nowMsc) {
        return new Fill(
                ticket,
                0,
                spec,
                order.side(),
                volume,
                QuoteBook.openPrice(parts.quotes().last(spec.name()), order.side()),
                order.stopLoss(),
                order.takeProfit(),
                nowMsc,
                Deal.Reason.EXPERT,
                order.magic(),
                order.comment());
    }

    /** What was not filled waits for the next tick. */
    private static PaperOrder rest(OpenMarket order, Fill fill) {
        double rest = fill.spec().volume().normalise(order.volume() - fill.volume());
        PendingOrder waiting = new PendingOrder(
                fill.order(),
                order.symbol(),
                OrderType.market(order.side()),
                rest,
                fill.price(),
                0,
                order.stopLoss(),
                order.takeProfit(),
                fill.timeMsc(),
                OrderTime.GTC,
                0,
                order.magic(),
                order.comment());
        return new PaperOrder(waiting, order.volume());
    }

    static Filling firstAllowed(SymbolSpec spec) {
        return spec.rules().fillings().stream().sorted().findFirst().orElse(Filling.FOK);
    }
}
