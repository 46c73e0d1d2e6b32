package io.tickwire.journal;

import io.tickwire.journal.Journal.Entry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What came of signals and is not on the disk yet: known all the same. Bounded: what is beyond the bound is still written,
 * but not known before that. Any thread.
 */
final class Unwritten {
    private static final int MAX = 20_000;

    private final Map<UUID, Entry> entries = new ConcurrentHashMap<>();

    void add(Entry entry) {
        UUID id = entry.signal().id();
        if (entries.size() < MAX || entries.containsKey(id)) {
            entries.put(id, entry);
        }
    }

    /** It is durable; a later outcome of the same signal may still wait. */
    void written(Entry entry) {
        entries.remove(entry.signal().id(), entry);
    }

    Optional<Entry> find(UUID signalId) {
        return Optional.ofNullable(entries.get(signalId));
    }

    List<Entry> all() {
        return List.copyOf(entries.values());
    }

    List<Entry> of(String account) {
        return entries.values().stream()
                .filter(entry -> entry.signal().account().equals(account))
                .toList();
    }
}
