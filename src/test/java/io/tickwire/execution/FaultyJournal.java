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
import io.tickwire.journal.MemoryJournal;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** A journal whose disk fails when a test says so. Of what it should have kept meanwhile it has only what came of signals. */
final class FaultyJournal implements Journal {
    private final Journal kept = new MemoryJournal(1000);
    volatile boolean writable = true;
    volatile boolean readable = true;
    /** Whether it knows yet that it cannot write. */
    volatile boolean told = true;
    /** What a write of an intent waits for. */
    volatile Supplier<Future<Void>> intents = Future::succeededFuture;

    /** What came of signals while it failed: a journal keeps that and knows it. */
    private final Map<UUID, Entry> settled = new ConcurrentHashMap<>();

    /** What a write of an outcome waits for. */
    volatile Supplier<Future<Void>> outcomes = Future::succeededFuture;
    /** What a write of the risk state waits for. */
    volatile Supplier<Future<Void>> risks = Future::succeededFuture;

    private <T> Future<T> gone() {
        return Future.failedFuture(new JournalUnavailableException("disk full"));
    }

    private <T> Future<T> write(Supplier<Future<T>> work) {
        return writable ? work.get() : gone();
    }

    private <T> Future<T> read(Supplier<Future<T>> work) {
        return readable ? work.get() : gone();
    }

    @Override
    public Future<Restored> restore(long epoch) {
        return read(() -> kept.restore(epoch));
    }

    @Override
    public Future<Optional<Entry>> find(UUID signalId) {
        Entry waiting = settled.get(signalId);
        return waiting == null ? read(() -> kept.find(signalId)) : Future.succeededFuture(Optional.of(waiting));
    }

    @Override
    public Future<Void> intent(Signal signal, long nowMsc) {
        return write(() -> intents.get().compose(go -> kept.intent(signal, nowMsc)));
    }

    @Override
    public Future<Void> outcome(SignalOutcome outcome, long nowMsc) {
        return write(() -> kept.outcome(outcome, nowMsc));
    }

    @Override
    public Future<Void> settled(Entry entry, long nowMsc) {
        if (!writable) {
            settled.put(entry.signal().id(), entry);
        }
        return write(() -> outcomes.get().compose(go -> kept.settled(entry, nowMsc)));
    }

    @Override
    public Future<Void> event(ExecutionEvent event) {
        return write(() -> kept.event(event));
    }

    @Override
    public Future<ExecutionsPage> events(ExecutionsQuery query) {
        return read(() -> kept.events(query));
    }

    @Override
    public Future<SignalsPage> signals(SignalsQuery query) {
        return read(() -> kept.signals(query));
    }

    @Override
    public Future<Void> risk(RiskState state) {
        return write(() -> risks.get().compose(go -> kept.risk(state)));
    }

    @Override
    public Future<Void> exec(ExecRecord message) {
        return write(() -> kept.exec(message));
    }

    @Override
    public Future<List<ExecRecord>> execMessages(int limit) {
        return read(() -> kept.execMessages(limit));
    }

    @Override
    public Future<Map<String, Double>> execProfits(long fromMsc) {
        return read(() -> kept.execProfits(fromMsc));
    }

    @Override
    public Future<Integer> forgetHeartbeats(long beforeMsc, long newest, int atOnce) {
        return write(() -> kept.forgetHeartbeats(beforeMsc, newest, atOnce));
    }

    @Override
    public JournalStatus status() {
        return writable || !told ? JournalStatus.HEALTHY : JournalStatus.failed("disk full");
    }
}
