package io.tickwire.terminal.simulated;

import io.tickwire.config.SimulatedConfig;
import io.tickwire.domain.AccountSnapshot;
import io.tickwire.domain.Position;
import io.tickwire.domain.TradeMode;
import java.util.List;

/** The account at the present prices, as clients see it. Owner: the terminal's thread. */
final class AccountView {
    private final Parts parts;
    private AccountSnapshot last;
    private List<Position> lastPositions = List.of();
    private long reckoned = -1;
    private long snapped = -1;
    private long listed = -1;
    private double profit;
    private double equity;
    private double margin;

    AccountView(Parts parts) {
        this.parts = parts;
    }

    /** Rises with each change of the ledger and of each price. */
    private long revision() {
        return parts.state().revision() + parts.quotes().revision();
    }

    AccountSnapshot snapshot() {
        reckon();
        if (snapped != reckoned) {
            last = made();
            snapped = reckoned;
        }
        return last;
    }

    /** Balance and floating profit with swap, to the cent. */
    double equity() {
        reckon();
        return equity;
    }

    /** In use, to the cent. */
    double margin() {
        reckon();
        return margin;
    }

    /** Percent; 0 while no margin is used. */
    double marginLevel() {
        reckon();
        return margin > 0 ? Valuation.cents(equity / margin * 100) : 0;
    }

    /** Reckons anew only when the ledger or a price has changed since: several ask with each tick. */
    private void reckon() {
        long revision = revision();
        if (revision == reckoned) {
            return;
        }
        reckoned = revision;
        LedgerState state = parts.state();
        double balance = state.account().balance();
        if (state.positions().isEmpty()) {
            profit = 0;
            equity = Valuation.cents(balance);
            margin = 0;
            return;
        }
        double floating = 0;
        for (PaperPosition position : state.positions()) {
            floating += parts.valuation().floating(position) + position.swap();
        }
        profit = Valuation.cents(floating);
        equity = Valuation.cents(balance + profit);
        margin = parts.margin().used(state);
    }

    /** Money to the cent: equity is balance and profit, profit is that of the positions with their swap. */
    private AccountSnapshot made() {
        SimulatedConfig config = parts.config();
        return new AccountSnapshot(
                Long.toString(config.login()),
                config.name(),
                config.server(),
                config.company(),
                config.currency(),
                config.leverage(),
                TradeMode.DEMO,
                config.marginMode(),
                parts.state().account().balance(),
                0,
                equity,
                margin,
                Valuation.cents(equity - margin),
                marginLevel(),
                profit);
    }

    /** Oldest first. */
    List<Position> positions() {
        long revision = revision();
        if (revision != listed) {
            lastPositions =
                    parts.state().positions().stream().map(this::position).toList();
            listed = revision;
        }
        return lastPositions;
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
