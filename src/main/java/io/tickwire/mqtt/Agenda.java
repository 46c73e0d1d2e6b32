package io.tickwire.mqtt;

import java.util.Comparator;
import java.util.TreeSet;

/** What is to be done at a time. Owner: the broker's thread. */
final class Agenda {
    private final TreeSet<Entry> entries =
            new TreeSet<>(Comparator.comparingLong(Entry::dueMsc).thenComparingLong(Entry::number));
    private long lastNumber;

    /** Something that is to be done. */
    record Entry(long dueMsc, long number, Runnable task) {}

    Entry at(long dueMsc, Runnable task) {
        Entry entry = new Entry(dueMsc, ++lastNumber, task);
        entries.add(entry);
        return entry;
    }

    /** It is not to be done any more: nothing is left of it, however far off it was. */
    void cancel(Entry entry) {
        if (entry != null) {
            entries.remove(entry);
        }
    }

    /** Does what is due, in its order. */
    void run(long nowMsc) {
        while (!entries.isEmpty() && entries.first().dueMsc() <= nowMsc) {
            entries.pollFirst().task().run();
        }
    }

    int size() {
        return entries.size();
    }
}
