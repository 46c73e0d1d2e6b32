package io.tickwire.journal;

import io.tickwire.domain.RiskState;
import io.tickwire.domain.Signal;
import io.tickwire.domain.SignalOutcome;
import io.tickwire.domain.message.ExecMessage;
import io.tickwire.domain.message.ExecRecord;
import io.tickwire.domain.message.ExecutionEvent;
import io.tickwire.domain.message.ExecutionsPage;
import io.tickwire.domain.message.ExecutionsQuery;
import io.tickwire.domain.message.JournalStatus;
import io.tickwire.domain.message.SignalRecord;
import io.tickwire.domain.message.SignalsPage;
import io.tickwire.domain.message.SignalsQuery;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A journal that lives as long as its process: nothing survives a restart, so it is for tests and measurements. Bounded:
 * at the bound the oldest settled signal is forgotten, an open one never is.
 */
public final class MemoryJournal implements Journal {
    private final int capacity;
    private final Map<UUID, SignalRecord> signals = new LinkedHashMap<>();
    private final ArrayDeque<ExecutionEvent> events = new ArrayDeque<>();
    private final ArrayDeque<ExecRecord> exec = new ArrayDeque<>();
    private final Set<Long> epochs = new HashSet<>();
    private long epoch;
    private long lastNumber;
    private RiskState risk = RiskState.EMPTY;

    public MemoryJournal(int capacity) {
        this.capacity = capacity;
    }

    @Override
    public synchronized Future<Restored> restore(long newEpoch) {
        epoch = newEpoch;
        epochs.add(newEpoch);
        List<Entry> open = signals.values().stream()
                .map(MemoryJournal::entry)
                .filter(Entry::open)
                .toList();
        return Future.succeededFuture(
                new Restored(events.isEmpty() ? 0 : events.peekLast().seq(), open, risk));
    }

    private static Entry entry(SignalRecord record) {
        return new Entry(record.signal(), record.intentMsc(), record.outcome());
    }

    @Override
    public synchronized Future<Optional<Entry>> find(UUID signalId) {
        return Future.succeededFuture(Optional.ofNullable(signals.get(signalId)).map(MemoryJournal::entry));
    }

    @Override
    public synchronized Future<Void> intent(Signal signal, long nowMsc) {
        if (signals.size() >= capacity && !forgetOldestSettled()) {
            return Future.failedFuture(new JournalUnavailableException(
                    "the journal is full: " + signals.size() + " signals are under way"));
        }
        signals.put(signal.id(), new SignalRecord(++lastNumber, signal, nowMsc, null));
        return Future.succeededFuture();
    }

    private boolean forgetOldestSettled() {
        Iterator<SignalRecord> oldest = signals.values().iterator();
        while (oldest.hasNext()) {
            if (!entry(oldest.next()).open()) {
                oldest.remove();
                return true;
            }
        }
        return false;
    }

    @Override
    public synchronized Future<Void> outcome(SignalOutcome outcome, long nowMsc) {
        signals.computeIfPresent(
                outcome.signalId(),
                (id, known) -> known.outcome() instanceof SignalOutcome.Executed
                        ? known
                        : new SignalRecord(known.number(), known.signal(), known.intentMsc(), outcome));
        return Future.succeededFuture();
    }

    @Override
    public synchronized Future<Void> settled(Entry entry, long nowMsc) {
        if (signals.containsKey(entry.signal().id())) {
            return outcome(entry.outcome(), nowMsc);
        }
        return intent(entry.signal(), entry.intentMsc()).compose(known -> outcome(entry.outcome(), nowMsc));
    }

    @Override
    public synchronized Future<Void> event(ExecutionEvent event) {
        if (events.size() >= capacity) {
            events.poll();
        }
        events.add(event);
        return Future.succeededFuture();
    }

    @Override
    public synchronized Future<ExecutionsPage> events(ExecutionsQuery query) {
        boolean known = epochs.contains(query.since().epoch());
        long last = events.isEmpty() ? 0 : events.peekLast().seq();
        long after = known ? query.since().seq() : Math.max(0, last - query.limit());
        List<ExecutionEvent> found = new ArrayList<>();
        for (ExecutionEvent event : events) {
            if (event.seq() > after && found.size() < query.limit()) {
                found.add(event);
            }
        }
        boolean whole = events.isEmpty() || events.peek().seq() <= after + 1;
        return Future.succeededFuture(new ExecutionsPage(epoch, found, known && whole));
    }

    @Override
    public synchronized Future<SignalsPage> signals(SignalsQuery query) {
        List<SignalRecord> all = new ArrayList<>(signals.values());
        List<SignalRecord> found = new ArrayList<>();
        for (int i = all.size() - 1; i >= 0 && found.size() < query.limit(); i--) {
            if (matches(all.get(i), query)) {
                found.add(all.get(i));
            }
        }
        boolean more = found.size() == query.limit();
        return Future.succeededFuture(
                new SignalsPage(found, more ? found.get(found.size() - 1).number() : 0));
    }

    private static boolean matches(SignalRecord record, SignalsQuery query) {
        return record.number() < query.cursor()
                && (query.id() == null || query.id().equals(record.signal().id()))
                && (query.symbol().isEmpty()
                        || query.symbol().equals(record.signal().symbol()))
                && (query.status().isEmpty() || query.status().equals(OutcomeStatus.of(record.outcome())))
                && record.intentMsc() >= query.fromMsc()
                && record.intentMsc() < query.toMsc();
    }

    @Override
    public synchronized Future<Void> risk(RiskState state) {
        risk = state;
        return Future.succeededFuture();
    }

    @Override
    public synchronized Future<Void> exec(ExecRecord message) {
        if (exec.size() >= capacity) {
            exec.poll();
        }
        exec.add(message);
        return Future.succeededFuture();
    }

    @Override
    public synchronized Future<List<ExecRecord>> execMessages(int limit) {
        List<ExecRecord> found = new ArrayList<>();
        Iterator<ExecRecord> newest = exec.descendingIterator();
        while (newest.hasNext() && found.size() < limit) {
            found.add(newest.next());
        }
        return Future.succeededFuture(found);
    }

    @Override
    public synchronized Future<Map<String, Double>> execProfits(long fromMsc) {
        Map<String, Double> sums = new HashMap<>();
        for (ExecRecord record : exec) {
            if (record.timeMsc() >= fromMsc
                    && record.status().equals("success")
                    && record.message() instanceof ExecMessage.TradeClose close) {
                sums.merge(close.ea(), close.profit(), Double::sum);
            }
        }
        return Future.succeededFuture(sums);
    }

    @Override
    public synchronized Future<Integer> forgetHeartbeats(long beforeMsc, long newest, int atOnce) {
        int forgotten = 0;
        long old = exec.size() - newest;
        Iterator<ExecRecord> oldest = exec.iterator();
        for (int i = 0; oldest.hasNext() && forgotten < atOnce; i++) {
            ExecRecord record = oldest.next();
            if (record.message() instanceof ExecMessage.Beat && (record.timeMsc() < beforeMsc || i < old)) {
                oldest.remove();
                forgotten++;
            }
        }
        return Future.succeededFuture(forgotten);
    }

    @Override
    public JournalStatus status() {
        return JournalStatus.HEALTHY;
    }
}
