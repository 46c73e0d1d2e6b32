package io.tickwire.terminal.simulated;

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
    private double lowest = Double.POSITIVE_INFINITY;

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
        warn();
        while (tooLow()) {
            Optional<PaperPosition> worst = worst(nowMsc);
            if (worst.isEmpty()) {
                return;
            }
            PaperPosition position = worst.get();
            String comment = "[so " + StopTrigger.decimal(view.marginLevel(), 1) + "%]";
            double price = parts.valuation().currentPrice(position);
            trigger.close(position, price, nowMsc, Deal.Reason.STOP_OUT, comment);
        }
    }

    /** Without margin, when everything is hedged, it is the equity that must not be lost. */
    private boolean tooLow() {
        double limit = parts.config().stopOut();
        return limit > 0 && (view.margin() > 0 ? view.marginLevel() <= limit : view.equity() < 0);
    }

    /** The largest loss among those whose market is open. */
    private Optional<PaperPosition> worst(long nowMsc) {
        return parts.state().positions().stream()
                .filter(position -> SymbolChecks.open(parts.quotes().spec(position.symbol()), nowMsc)
                        .isEmpty())
                .min(Comparator.comparingDouble(position -> parts.valuation().floating(position) + position.swap()));
    }

    private void warn() {
        double level = view.marginLevel();
        boolean low = level > 0 && level <= parts.config().marginCall();
        if (low && !warned) {
            LOG.warn("account {}: margin call at {}%", parts.config().login(), level);
        }
        warned = low;
        if (level > 0 && level < lowest) {
            lowest = level;
        }
    }

    /** The lowest margin level that was seen, percent; 0 when no margin was used yet. */
    double lowest() {
        return lowest == Double.POSITIVE_INFINITY ? 0 : lowest;
    }
}
