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
    /** A look for what is there: brokers' clocks differ a little from ours. */
    private static final long NEAR_MS = Duration.ofMinutes(1).toMillis();
    /** A look before "it is not there" is believed: a broker's clock may be wrong by hours. */
    private static final long WIDE_MS = Duration.ofHours(26).toMillis();

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
        long oldestMsc = doubts.stream().mapToLong(Doubt::intentMsc).min().orElse(askedMsc);
        boolean wide = !mayArrive(oldestMsc, askedMsc);
        Future<Boolean> now = look(oldestMsc - (wide ? WIDE_MS : NEAR_MS)).map(evidence -> {
            doubts.forEach(doubt -> judge(doubt, evidence, askedMsc));
            return settlement.doubts().isEmpty();
        });
        running = now;
        now.onComplete(done -> running = null);
        return now;
    }

    private Future<Evidence> look(long fromMsc) {
        return terminal.positions().compose(positions -> terminal.orders()
                .compose(orders -> terminal.ordersHistory(fromMsc, Long.MAX_VALUE)
                        .compose(history -> terminal.deals(fromMsc, Long.MAX_VALUE)
                                .map(deals -> new Evidence(positions, orders, history, deals)))));
    }

    private boolean mayArrive(long intentMsc, long askedMsc) {
        return askedMsc - intentMsc <= proofAfter.toMillis();
    }

    /** Past its time an order cannot arrive any more: the look was wide then, for the oldest doubt decides that. */
    private void judge(Doubt doubt, Evidence evidence, long askedMsc) {
        Signal signal = doubt.signal();
        Optional<SignalOutcome> proven = evidence.of(signal);
        boolean mayArrive = mayArrive(doubt.intentMsc(), askedMsc);
        if (proven.isPresent() && !(mayArrive && evidence.partial(signal))) {
            settlement.prove(signal, proven.get());
        } else if (!mayArrive) {
            settlement.prove(signal, Outcomes.neverArrived(signal));
        } else {
            LOG.debug("signal {} is still in doubt", signal.id());
        }
    }
}
