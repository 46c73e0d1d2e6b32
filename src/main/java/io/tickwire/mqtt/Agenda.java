package io.tickwire.mqtt;

import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * What is to be done at a time. What is no longer wanted is not taken out: it finds out for itself. Owner: the broker's
 * thread.
 */
final class Agenda {
    private final PriorityQueue<Entry> entries = new PriorityQueue<>(Comparator.comparingLong(Entry::dueMsc));

    private record Entry(long dueMsc, Runnable task) {}

    void at(long dueMsc, Runnable task) {
        entries.add(new Entry(dueMsc, task));
    }

    /** Does what is due. */
    void run(long nowMsc) {
        while (!entries.isEmpty() && entries.peek().dueMsc() <= nowMsc) {
            entries.poll().task().run();
        }
    }
}
