package io.tickwire.bench.kill;

import io.tickwire.domain.OrderTag;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Compares what clients were told, what the journal says and what the broker booked. Pure.
 *
 * @param told answers by signal
 * @param journal last word of the journal by signal
 * @param booked orders by tag
 */
record Audit(Map<UUID, List<Told.Answer>> told, Map<UUID, Told.Answer> journal, Map<String, Set<Long>> booked) {

    /** Everything that does not agree; empty = nothing was lost, doubled or told wrongly. */
    List<String> contradictions() {
        List<String> found = new ArrayList<>();
        told.forEach((id, answers) -> signal(id, answers, found));
        strangers(found);
        journal.keySet().stream()
                .filter(id -> !told.containsKey(id))
                .forEach(id -> found.add(id + ": journaled, but nobody sent it"));
        return found;
    }

    private void signal(UUID id, List<Told.Answer> answers, List<String> found) {
        Set<Long> orders = booked.getOrDefault(OrderTag.of(id), Set.of());
        Set<Told.Answer> last =
                answers.stream().filter(Told.Answer::last).collect(Collectors.toCollection(HashSet::new));
        if (orders.size() > 1) {
            found.add(id + ": DOUBLED, the broker booked orders " + orders);
        }
        if (last.isEmpty()) {
            found.add(id + ": never got a last word, only " + answers);
        }
        if (last.size() > 1) {
            found.add(id + ": was told different things: " + last);
        }
        for (Told.Answer answer : last) {
            told(id, answer, orders, found);
        }
        journaled(id, journal.get(id), orders, found);
    }

    private static void told(UUID id, Told.Answer answer, Set<Long> orders, List<String> found) {
        if (answer.success() && !orders.contains(Long.parseLong(answer.detail()))) {
            found.add(id + ": LOST, acknowledged as order " + answer.detail() + ", the broker booked " + orders);
        }
        if (!answer.success() && !orders.isEmpty()) {
            found.add(id + ": told " + answer + ", but the broker booked " + orders);
        }
    }

    private static void journaled(UUID id, Told.Answer journaled, Set<Long> orders, List<String> found) {
        if (journaled == null) {
            if (!orders.isEmpty()) {
                found.add(id + ": the broker booked " + orders + ", the journal knows nothing");
            }
        } else if (!journaled.last() || journaled.status().equals("pending")) {
            found.add(id + ": still in doubt in the journal: " + journaled);
        } else if (journaled.success() == orders.isEmpty()
                || journaled.success() && !orders.contains(Long.parseLong(journaled.detail()))) {
            found.add(id + ": the journal says " + journaled + ", the broker booked " + orders);
        }
    }

    private void strangers(List<String> found) {
        Set<String> tags = told.keySet().stream().map(OrderTag::of).collect(Collectors.toSet());
        booked.keySet().stream()
                .filter(tag -> !tags.contains(tag))
                .forEach(tag -> found.add("the broker booked " + tag + ", which nobody sent"));
    }
}
