package io.tickwire.execution;

import io.tickwire.domain.RiskState;
import io.tickwire.domain.Signal;
import io.tickwire.domain.SignalOutcome;
import io.tickwire.domain.message.ExecRecord;
import io.tickwire.domain.message.ExecutionEvent;
import io.tickwire.domain.message.ExecutionsPage;
import io.tickwire.domain.message.ExecutionsQuery;
import io.tickwire.domain.message.JournalStatus;
import io.tickwire.domain.message.SignalsPage;
import io.tickwire.domain.message.SignalsQuery;
import io.tickwire.journal.Journal;
import io.tickwire.journal.JournalUnavailableException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** A journal whose answers arrive on the executor's context, in the order they were given. */
public final class ContextJournal implements Journal {
    private final Journal journal;
    private final Here here;
    private volatile boolean closed;

    public ContextJournal(Journal journal, Context context) {
        this.journal = journal;
        this.here = new Here(context);
    }

    @Override
    public Future<Restored> restore(long epoch) {
        return here(journal.restore(epoch));
    }

    @Override
    public Future<Optional<Entry>> find(UUID signalId) {
        return here(journal.find(signalId));
    }

    @Override
    public Future<Void> intent(Signal signal, long nowMsc) {
        return write(() -> journal.intent(signal, nowMsc));
    }

    @Override
    public Future<Void> outcome(SignalOutcome outcome, long nowMsc) {
        return write(() -> journal.outcome(outcome, nowMsc));
    }

    @Override
    public Future<Void> settled(Entry entry, long nowMsc) {
        return here(journal.settled(entry, nowMsc));
    }

    @Override
    public Future<Void> event(ExecutionEvent event) {
        return write(() -> journal.event(event));
    }

    @Override
    public Future<ExecutionsPage> events(ExecutionsQuery query) {
        return here(journal.events(query));
    }

    @Override
    public Future<SignalsPage> signals(SignalsQuery query) {
        return here(journal.signals(query));
    }

    @Override
    public Future<Void> risk(RiskState state) {
        return write(() -> journal.risk(state));
    }

    @Override
    public Future<Void> exec(ExecRecord message) {
        return write(() -> journal.exec(message));
    }

    @Override
    public Future<List<ExecRecord>> execMessages(int limit) {
        return here(journal.execMessages(limit));
    }

    @Override
    public Future<Map<String, Double>> execProfits(long fromMsc) {
        return here(journal.execProfits(fromMsc));
    }

    @Override
    public Future<Integer> forgetHeartbeats(long beforeMsc, long newest, int atOnce) {
        return here(journal.forgetHeartbeats(beforeMsc, newest, atOnce));
    }

    @Override
    public JournalStatus status() {
        return journal.status();
    }

    /** Writes nothing any more: a former owner must not write over what its follower does. */
    public void close() {
        closed = true;
    }

    private Future<Void> write(Supplier<Future<Void>> writing) {
        return closed
                ? Future.failedFuture(new JournalUnavailableException("the executor was stopped"))
                : here(writing.get());
    }

    private <T> Future<T> here(Future<T> elsewhere) {
        return here.of(elsewhere);
    }
}
