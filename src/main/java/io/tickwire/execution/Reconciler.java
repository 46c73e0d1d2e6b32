package io.tickwire.execution;

import io.tickwire.domain.Signal;
import io.tickwire.domain.SignalOutcome;
import io.tickwire.execution.Settlement.Doubt;
import io.tickwire.ops.Clock;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Proves what became of signals in doubt by what the terminal shows, and never sends anything. That the terminal shows
 * nothing proves that nothing was done only when the order cannot arrive any more. Owner: the executor's context.
 */
public final class Reconciler {
    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);
    /** Brokers' clocks differ from ours; a wider look costs little. */
    private static final long SLACK_MS = Duration.ofHours(12).toMillis();

    private final GuardedTerminal terminal;
    private final Settlement settlement;
    private final Duration proofAfter;
    private final Clock clock;
    private Future<Boolean> running;

    public Reconciler(GuardedTerminal terminal, Settlement settlement, Duration proofAfter, Clock clock) {
        this.terminal = terminal;
        this.settlement = settlement;
        this.proofAfter = proofAfter;
        this.clock = clock;
    }

    /** Looks once; true when nothing is in doubt any more. Fails when the terminal does not answer. */
    public Future<Boolean> run() {
        if (running != null) {
            return running;
        }
        List<Doubt> doubts = settlement.doubts();
        if (doubts.isEmpty()) {
            return Future.succeededFuture(true);
        }
        // What is done while the terminal is read may be missing from it: the time counts from before.
        long askedMsc = clock.millis();
        running = look(doubts.stream().mapToLong(Doubt::intentMsc).min().orElse(0) - SLACK_MS)
                .map(evidence -> {
                    doubts.forEach(doubt -> judge(doubt, evidence, askedMsc));
                    return settlement.doubts().isEmpty();
                })
                .eventually(() -> {
                    running = null;
                    return Future.succeededFuture();
                });
        return running;
    }

    private Future<Evidence> look(long fromMsc) {
        return terminal.positions().compose(positions -> terminal.orders()
                .compose(orders -> terminal.ordersHistory(fromMsc, Long.MAX_VALUE)
                        .compose(history -> terminal.deals(fromMsc, Long.MAX_VALUE)
                                .map(deals -> new Evidence(positions, orders, history, deals)))));
    }

    private void judge(Doubt doubt, Evidence evidence, long askedMsc) {
        Signal signal = doubt.signal();
        Optional<SignalOutcome> proven = evidence.of(signal);
        boolean mayArrive = askedMsc - doubt.intentMsc() <= proofAfter.toMillis();
        if (proven.isPresent() && !(mayArrive && evidence.partial(signal))) {
            settlement.prove(signal, proven.get());
        } else if (!mayArrive) {
            settlement.prove(signal, Outcomes.neverArrived(signal));
        } else {
            LOG.debug("signal {} is still in doubt", signal.id());
        }
    }
}
