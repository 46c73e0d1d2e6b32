package io.tickwire.execution;

import io.tickwire.domain.Deal;
import io.tickwire.domain.Execution;
import io.tickwire.domain.Signal;
import io.tickwire.domain.SignalOutcome;
import io.tickwire.domain.message.ExecutionEvent;
import io.tickwire.domain.message.Resume;
import io.tickwire.journal.Journal;
import io.tickwire.journal.OutcomeStatus;
import io.tickwire.ops.Clock;
import io.tickwire.terminal.Retcode;
import io.vertx.core.Future;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Numbers, journals and publishes what happens on an account. Published is what is journaled, so a number that a client
 * saw is never used again; only while the disk fails is it published first. Owner: the executor's context.
 */
public final class ExecutionEvents {
    private final String account;
    private final long epoch;
    private final Journal journal;
    private final Clock clock;
    private final Consumer<ExecutionEvent> publisher;
    private long seq;
    private long published;
    private Future<Void> told = Future.succeededFuture();

    public ExecutionEvents(
            String account, long epoch, Journal journal, Clock clock, Consumer<ExecutionEvent> publisher) {
        this.account = account;
        this.epoch = epoch;
        this.journal = journal;
        this.clock = clock;
        this.publisher = publisher;
    }

    /** Goes on after the newest number of the journal, or of what was published before it could be read. */
    public void resumeAfter(long lastSeq) {
        seq = Math.max(seq, lastSeq);
        published = Math.max(published, lastSeq);
    }

    /** Where the channel stands. */
    public Resume place() {
        return new Resume(epoch, published);
    }

    /** Something that a signal caused at the terminal. */
    void publish(Signal signal, SignalOutcome outcome) {
        emit(new ExecutionEvent(
                account,
                epoch,
                ++seq,
                clock.millis(),
                signal.id(),
                signal.symbol(),
                signal.action(),
                OutcomeStatus.of(outcome),
                outcome instanceof SignalOutcome.Executed executed ? executed.execution() : null,
                Outcomes.refusal(outcome)));
    }

    /** Something that the terminal did by itself. */
    public void publish(Deal deal) {
        Execution execution = new Execution(
                deal.order(),
                deal.positionId(),
                deal.symbol(),
                deal.reason().name().toLowerCase(Locale.ROOT),
                deal.price(),
                deal.volume(),
                deal.profit(),
                deal.timeMsc(),
                Retcode.DONE.code());
        emit(new ExecutionEvent(
                account, epoch, ++seq, clock.millis(), null, deal.symbol(), null, "success", execution, null));
    }

    private void emit(ExecutionEvent event) {
        Future<Void> written = journal.event(event);
        written.onComplete(durable -> {
            published = Math.max(published, event.seq());
            publisher.accept(event);
        });
        told = told.transform(before -> written).otherwiseEmpty();
    }

    /** Completes when everything that happened up to now is published. */
    Future<Void> told() {
        return told;
    }
}
