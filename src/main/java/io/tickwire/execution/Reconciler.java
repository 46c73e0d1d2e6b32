package io.tickwire.execution;

import io.tickwire.domain.PendingOrder;
import io.tickwire.domain.Position;
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
        long askedNanos = clock.nanos();
        long oldestMsc = doubts.stream().mapToLong(Doubt::intentMsc).min().orElse(0);
        boolean wide = doubts.stream().anyMatch(doubt -> !mayArrive(doubt, askedNanos));
        Future<Boolean> now = look(oldestMsc - (wide ? WIDE_MS : NEAR_MS)).map(evidence -> {
            doubts.forEach(doubt -> judge(doubt, evidence, askedNanos));
            return settlement.doubts().isEmpty();
        });
        running = now;
        now.onComplete(done -> running = null);
        return now;
    }

    /** Whether something that was concluded never to have been done shows up after all; cheap when nothing was. */
    public void watch(List<Position> positions, List<PendingOrder> orders) {
        List<Doubt> concluded = settlement.concluded();
        if (!concluded.isEmpty()) {
            Evidence now = new Evidence(positions, orders, List.of(), List.of());
            concluded.forEach(
                    doubt -> now.of(doubt.signal()).ifPresent(outcome -> settlement.prove(doubt.signal(), outcome)));
        }
    }

    private Future<Evidence> look(long fromMsc) {
        return terminal.positions().compose(positions -> terminal.orders()
                .compose(orders -> terminal.ordersHistory(fromMsc, Long.MAX_VALUE)
                        .compose(history -> terminal.deals(fromMsc, Long.MAX_VALUE)
                                .map(deals -> new Evidence(positions, orders, history, deals)))));
    }

    /** By the clock that does not jump; what a former process sent is as old as this process's doubt of it. */
    private boolean mayArrive(Doubt doubt, long askedNanos) {
        return askedNanos - doubt.sinceNanos() <= proofAfter.toNanos();
    }

    /** Past its time an order is not expected any more: the look was wide then. */
    private void judge(Doubt doubt, Evidence evidence, long askedNanos) {
        Signal signal = doubt.signal();
        Optional<SignalOutcome> proven = evidence.of(signal);
        boolean mayArrive = mayArrive(doubt, askedNanos);
        if (proven.isPresent() && !(mayArrive && evidence.partial(signal))) {
            settlement.prove(signal, proven.get());
        } else if (!mayArrive) {
            settlement.conclude(signal);
        } else {
            LOG.debug("signal {} is still in doubt", signal.id());
        }
    }
}
