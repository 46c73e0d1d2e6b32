package io.tickwire.terminal.simulated;

import io.tickwire.domain.AccountSnapshot;
import io.tickwire.domain.Deal;
import java.util.Comparator;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the margin level: warns at the margin call, and at the stop out closes the position with the largest loss, one
 * after the other, until the level is above it. Pending orders hold no margin, so they stay. Owner: the terminal's thread.
 */
final class StopOut {
    private static final Logger LOG = LoggerFactory.getLogger(StopOut.class);

    private final Parts parts;
    private final AccountView view;
    private final StopTrigger trigger;
    private boolean warned;

    StopOut(Parts parts, AccountView view, StopTrigger trigger) {
        this.parts = parts;
        this.view = view;
        this.trigger = trigger;
    }

    /** After anything that moves equity or margin. */
    void watch(long nowMsc) {
        if (parts.state().positions().isEmpty()
                || !parts.valuation().priced(parts.state().positions())) {
            return;
        }
        AccountSnapshot account = view.snapshot();
        warn(account);
        while (tooLow(account)) {
            Optional<PaperPosition> worst = worst(nowMsc);
            if (worst.isEmpty()) {
                return;
            }
            PaperPosition position = worst.get();
            String comment = "[so " + StopTrigger.decimal(account.marginLevel(), 1) + "%]";
            double price = parts.valuation().currentPrice(position);
            trigger.close(position, price, nowMsc, Deal.Reason.STOP_OUT, comment);
            account = view.snapshot();
        }
    }

    /** Without margin, when everything is hedged, it is the equity that must not be lost. */
    private boolean tooLow(AccountSnapshot account) {
        double limit = parts.config().stopOut();
        return limit > 0 && (account.margin() > 0 ? account.marginLevel() <= limit : account.equity() < 0);
    }

    /** The largest loss among those whose market is open. */
    private Optional<PaperPosition> worst(long nowMsc) {
        return parts.state().positions().stream()
                .filter(position -> SymbolChecks.open(parts.quotes().spec(position.symbol()), nowMsc)
                        .isEmpty())
                .min(Comparator.comparingDouble(position -> parts.valuation().floating(position) + position.swap()));
    }

    private void warn(AccountSnapshot account) {
        boolean low =
                account.margin() > 0 && account.marginLevel() <= parts.config().marginCall();
        if (low && !warned) {
            LOG.warn("account {}: margin call at {}%", account.login(), account.marginLevel());
        }
        warned = low;
    }
}
