package io.tickwire.bench.kill;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Every signal that was sent, and what its sender was told, in the order it was told. Synchronised: two threads. */
final class Told {
    private final Map<UUID, List<Answer>> answers = new LinkedHashMap<>();

    /**
     * One answer.
     *
     * @param status {@code success}, {@code failed}, {@code error} or {@code unknown}
     * @param detail the order id of a success, else the error code
     */
    record Answer(String status, String detail) {
        boolean last() {
            return !status.equals("unknown");
        }

        boolean success() {
            return status.equals("success");
        }
    }

    synchronized void sent(UUID id) {
        answers.computeIfAbsent(id, key -> new ArrayList<>());
    }

    synchronized void answered(UUID id, Answer answer) {
        answers.get(id).add(answer);
    }

    /** Signals without a last word yet: a careful client sends them again under the same id. */
    synchronized List<UUID> open() {
        return answers.entrySet().stream()
                .filter(entry -> entry.getValue().stream().noneMatch(Answer::last))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** A copy of everything. */
    synchronized Map<UUID, List<Answer>> all() {
        Map<UUID, List<Answer>> copy = new LinkedHashMap<>();
        answers.forEach((id, told) -> copy.put(id, List.copyOf(told)));
        return copy;
    }

    synchronized int size() {
        return answers.size();
    }
}
