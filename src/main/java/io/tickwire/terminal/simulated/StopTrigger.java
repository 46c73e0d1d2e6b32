package io.tickwire.terminal.simulated;

import io.tickwire.domain.Deal;
import io.tickwire.domain.Filling;
import io.tickwire.domain.RawTick;
import io.tickwire.domain.SymbolSpec;
import io.tickwire.terminal.TerminalEvent;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.Consumer;

/** Closes positions without being asked: stop loss, take profit, stop out. Owner: the terminal's thread. */
final class StopTrigger {
    private final Parts parts;
    private final Consumer<TerminalEvent> events;

    StopTrigger(Parts parts, Consumer<TerminalEvent> events) {
        this.parts = parts;
        this.events = events;
    }

    /** Closes the positions whose stop loss or take profit this tick reached. */
    void onTick(RawTick tick, long nowMsc) {
        if (!hits(tick)) {
            return;
        }
        SymbolSpec spec = parts.quotes().spec(tick.symbol());
        if (!parts.valuation().convertible(spec)
                || SymbolChecks.open(spec, nowMsc).isPresent()) {
            return;
        }
        for (PaperPosition position : List.copyOf(parts.state().positions())) {
            if (position.symbol().equals(tick.symbol())) {
                trigger(position, spec, QuoteBook.closePrice(tick, position.side()), nowMsc);
            }
        }
    }

    /** Nearly every tick hits nothing, and is done with here. */
    private boolean hits(RawTick tick) {
        for (PaperPosition position : parts.state().positions()) {
            if (position.symbol().equals(tick.symbol())) {
                double price = QuoteBook.closePrice(tick, position.side());
                if (position.stopLossHit(price) || position.takeProfitHit(price)) {
                    return true;
                }
            }
        }
        return false;
    }

    private void trigger(PaperPosition position, SymbolSpec spec, double price, long nowMsc) {
        if (position.stopLossHit(price)) {
            String comment = "[sl " + decimal(position.stopLoss(), spec.digits()) + "]";
            close(position, price, nowMsc, Deal.Reason.STOP_LOSS, comment);
        } else if (position.takeProfitHit(price)) {
            String comment = "[tp " + decimal(position.takeProfit(), spec.digits()) + "]";
            close(position, price, nowMsc, Deal.Reason.TAKE_PROFIT, comment);
        }
    }

    /** Closes the whole position; the server is never short of liquidity for that. */
    void close(PaperPosition position, double price, long nowMsc, Deal.Reason reason, String comment) {
        Draft draft = parts.ledger().draft();
        DealMaker.Closing closing = new DealMaker.Closing(
                draft.ticket(), position.volume(), price, nowMsc, Deal.Entry.OUT, reason, comment);
        SymbolSpec spec = parts.quotes().spec(position.symbol());
        Deal deal = parts.deals().close(draft, position, spec, closing);
        draft.add(new LedgerEvent.OrderDone(HistoryOrders.market(deal, Filling.FOK, deal.volume(), 0, 0)));
        draft.commit();
        events.accept(new TerminalEvent.DealDone(deal));
    }

    static String decimal(double value, int digits) {
        return BigDecimal.valueOf(value)
                .setScale(digits, RoundingMode.HALF_EVEN)
                .toPlainString();
    }
}
