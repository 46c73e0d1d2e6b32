package io.tickwire.terminal.simulated;

import io.tickwire.config.SimulatedConfig;
import io.tickwire.domain.AccountSnapshot;
import io.tickwire.domain.Position;
import io.tickwire.domain.TradeMode;
import java.util.Collection;
import java.util.List;

/** The account at the present prices, as clients see it. Owner: the terminal's thread. */
final class AccountView {
    private final Parts parts;
    private AccountSnapshot last;
    private long lastLedger;
    private long lastQuotes;

    AccountView(Parts parts) {
        this.parts = parts;
    }

    /** Reckoned anew only when the ledger or a price has changed since. */
    AccountSnapshot snapshot() {
        long ledger = parts.state().revision();
        long quotes = parts.quotes().revision();
        if (last == null || ledger != lastLedger || quotes != lastQuotes) {
            last = reckon();
            lastLedger = ledger;
            lastQuotes = quotes;
        }
        return last;
    }

    /** Money to the cent: equity is balance and profit, profit is that of the positions with their swap. */
    private AccountSnapshot reckon() {
        SimulatedConfig config = parts.config();
        Collection<PaperPosition> open = parts.state().positions();
        double floating = 0;
        for (PaperPosition position : open) {
            floating += parts.valuation().floating(position) + position.swap();
        }
        double profit = Valuation.cents(floating);
        double balance = parts.state().account().balance();
        double equity = Valuation.cents(balance + profit);
        double margin = parts.margin().used(open);
        return new AccountSnapshot(
                Long.toString(config.login()),
                config.name(),
                config.server(),
                config.company(),
                config.currency(),
                config.leverage(),
                TradeMode.DEMO,
                config.marginMode(),
                balance,
                0,
                equity,
                margin,
                Valuation.cents(equity - margin),
                margin > 0 ? Valuation.cents(equity / margin * 100) : 0,
                profit);
    }

    List<Position> positions() {
        return parts.state().positions().stream().map(this::position).toList();
    }

    private Position position(PaperPosition open) {
        return new Position(
                open.ticket(),
                open.symbol(),
                open.side(),
                open.volume(),
                open.openPrice(),
                open.openTimeMsc(),
                open.stopLoss(),
                open.takeProfit(),
                parts.valuation().currentPrice(open),
                parts.valuation().floating(open),
                open.swap(),
                open.magic(),
                open.comment());
    }
}
