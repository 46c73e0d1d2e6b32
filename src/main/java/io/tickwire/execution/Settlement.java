package io.tickwire.execution;

import io.tickwire.domain.Signal;
import io.tickwire.domain.SignalAction;
import io.tickwire.domain.SignalOutcome;
import io.tickwire.journal.Journal;
import io.tickwire.ops.Clock;
import io.tickwire.risk.RiskBook;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the outcome of what was sent is written down: journal, risk memory, event. What is not proven is held in doubt
 * until somebody proves it: the terminal's late answer or the reconciler, whoever comes first, once. Owner: the
 * executor's context.
 */
public final class Settlement {
    private static final Logger LOG = LoggerFactory.getLogger(Settlement.class);
    private static final int MAX_ABSENT = 10_000;

    /** How long an answer waits for a disk that does not answer; the outcome is written whenever it does. */
    private static final long WRITTEN_MS = 1_000;

    private final Journal journal;
    private final ExecutionEvents events;
    private final RiskBook book;
    private final Consumer<SignalOutcome> settled;
    private final Clock clock;
    private final Map<UUID, Doubt> doubts = new LinkedHashMap<>();
    /** Concluded by absence, the newest: what shows at the terminal after all overturns that. */
    private final Map<UUID, Doubt> absent = new LinkedHashMap<>();

    /**
     * A signal whose outcome is not proven.
     *
     * @param intentMsc when it was journaled, just before it was sent
     * @param sinceNanos when this process began to doubt; a clock that jumps makes no doubt older
     */
    public record Doubt(Signal signal, long intentMsc, long sinceNanos) {}

    /** @param settled told of each outcome, and again when one in doubt is proven */
    public Settlement(
            Journal journal, ExecutionEvents events, RiskBook book, Consumer<SignalOutcome> settled, Clock clock) {
        this.journal = journal;
        this.events = events;
        this.book = book;
        this.settled = settled;
        this.clock = clock;
    }

    /** What a former owner of the journal left in doubt. */
    public void restore(List<Journal.Entry> open) {
        open.forEach(
                entry -> doubts.put(entry.signal().id(), new Doubt(entry.signal(), entry.intentMsc(), clock.nanos())));
    }

    /** What is in doubt, the oldest first. Bounded by the signals that may be under way and the journal's open ones. */
    public List<Doubt> doubts() {
        return List.copyOf(doubts.values());
    }

    /**
     * The first word on a signal that was sent. The outcome is known whether or not it can be written, and a crash would
     * find it at the terminal again: so it is answered even when the disk is full.
     */
    Future<SignalOutcome> settle(Signal signal, long intentMsc, SignalOutcome outcome) {
        if (outcome instanceof SignalOutcome.Unknown) {
            doubts.put(signal.id(), new Doubt(signal, intentMsc, clock.nanos()));
        } else {
            remember(signal, outcome);
        }
        settled.accept(outcome);
        Future<Void> written = journal.settled(new Journal.Entry(signal, intentMsc, outcome), clock.millis());
        events.publish(signal, outcome);
        return written.timeout(WRITTEN_MS, TimeUnit.MILLISECONDS)
                .otherwise(failure -> {
                    LOG.warn("outcome of signal {} waits for the journal: {}", signal.id(), failure.getMessage());
                    return null;
                })
                .map(outcome);
    }

    /** The truth about a signal in doubt; ignored when it is not in doubt any more, unless it was only concluded. */
    void prove(Signal signal, SignalOutcome outcome) {
        if (outcome instanceof SignalOutcome.Unknown) {
            return;
        }
        Doubt doubt = doubts.remove(signal.id());
        if (doubt != null) {
            LOG.info("signal {} is proven: {}", signal.id(), outcome);
            settle(signal, doubt.intentMsc(), outcome);
        } else if (outcome instanceof SignalOutcome.Executed) {
            overturn(signal, outcome);
        }
    }

    /** Nothing of it showed up for so long that it is taken for never done. */
    void conclude(Signal signal) {
        Doubt doubt = doubts.get(signal.id());
        if (doubt != null) {
            if (absent.size() == MAX_ABSENT) {
                absent.remove(absent.keySet().iterator().next());
            }
            absent.put(signal.id(), doubt);
            prove(signal, Outcomes.neverArrived(signal));
        }
    }

    private void overturn(Signal signal, SignalOutcome outcome) {
        Doubt concluded = absent.remove(signal.id());
        if (concluded != null) {
            LOG.error("signal {} was told as never done, and was done after all: {}", signal.id(), outcome);
            settle(signal, concluded.intentMsc(), outcome);
        }
    }

    /** What was concluded by absence and not overturned. */
    List<Doubt> concluded() {
        return List.copyOf(absent.values());
    }

    /** Profit of what was closed by a signal that failed in part. */
    void realised(double profit) {
        book.closed(profit);
    }

    boolean inDoubt(UUID signalId) {
        return doubts.containsKey(signalId);
    }

    private void remember(Signal signal, SignalOutcome outcome) {
        if (!(outcome instanceof SignalOutcome.Executed executed)) {
            return;
        }
        if (signal.action() == SignalAction.CLOSE) {
            book.closed(executed.execution().profit());
        } else if (signal.action() != SignalAction.MODIFY && signal.price() == 0) {
            book.opened();
        }
    }
}
