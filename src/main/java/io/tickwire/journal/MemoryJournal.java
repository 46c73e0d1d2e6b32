package io.tickwire.journal;

import io.tickwire.domain.Signal;
import io.tickwire.domain.SignalOutcome;
import io.tickwire.domain.message.ExecutionEvent;
import io.tickwire.domain.message.ExecutionsPage;
import io.tickwire.domain.message.ExecutionsQuery;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A journal that lives as long as its process: nothing survives a restart. Bounded: at the bound the oldest finished
 * signal is forgotten, one under way never is. Owner: the executor's context.
 */
public final class MemoryJournal implements Journal {
    private final int capacity;
    private final long epoch;
    private final Map<UUID, Entry> entries = new LinkedHashMap<>();
    private final ArrayDeque<ExecutionEvent> events = new ArrayDeque<>();

    /** @param epoch tells this journal's event numbers from those of the one before it */
    public MemoryJournal(int capacity, long epoch) {
        this.capacity = capacity;
        this.epoch = epoch;
    }

    @Override
    public Optional<Entry> find(UUID signalId) {
        return Optional.ofNullable(entries.get(signalId));
    }

    @Override
    public Future<Void> intent(Signal signal) {
        if (entries.size() >= capacity && !forgetOldestFinished()) {
            return Future.failedFuture(new JournalFullException(entries.size()));
        }
        entries.put(signal.id(), new Entry(signal, null));
        return Future.succeededFuture();
    }

    private boolean forgetOldestFinished() {
        Iterator<Entry> oldest = entries.values().iterator();
        while (oldest.hasNext()) {
            if (!oldest.next().pending()) {
                oldest.remove();
                return true;
            }
        }
        return false;
    }

    @Override
    public Future<Void> outcome(Signal signal, SignalOutcome outcome) {
        entries.put(signal.id(), new Entry(signal, outcome));
        return Future.succeededFuture();
    }

    @Override
    public void event(ExecutionEvent event) {
        if (events.size() >= capacity) {
            events.poll();
        }
        events.add(event);
    }

    @Override
    public long lastEvent() {
        return events.isEmpty() ? 0 : events.peekLast().seq();
    }

    @Override
    public ExecutionsPage events(ExecutionsQuery query) {
        boolean sameEpoch = query.since().epoch() == epoch;
        long after = sameEpoch ? query.since().seq() : 0;
        List<ExecutionEvent> found = new ArrayList<>();
        for (ExecutionEvent event : events) {
            if (event.seq() > after && found.size() < query.limit()) {
                found.add(event);
            }
        }
        boolean whole = events.isEmpty() || events.peek().seq() <= after + 1;
        return new ExecutionsPage(epoch, found, sameEpoch && whole);
    }
}
