package io.tickwire.terminal.link;

import io.tickwire.protocol.terminal.LinkMessage.NumberedTick;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;

/** Ticks in order while they fit, from the bound on only the newest of each symbol until it is empty. One thread. */
final class TickBuffer {
    private final int capacity;
    private final ArrayDeque<NumberedTick> queue = new ArrayDeque<>();
    private final LinkedHashMap<String, NumberedTick> newest = new LinkedHashMap<>();
    private boolean conflating;

    TickBuffer(int capacity) {
        this.capacity = capacity;
    }

    /** Adds a tick and tells how many older ones it replaced. */
    int offer(NumberedTick tick) {
        if (!conflating && queue.size() < capacity) {
            queue.add(tick);
            return 0;
        }
        int replaced = 0;
        if (!conflating) {
            conflating = true;
            int before = queue.size();
            queue.forEach(this::keep);
            queue.clear();
            replaced = before - newest.size();
        }
        return replaced + keep(tick);
    }

    private int keep(NumberedTick tick) {
        int replaced = newest.remove(tick.tick().symbol()) == null ? 0 : 1;
        newest.put(tick.tick().symbol(), tick);
        return replaced;
    }

    /** Takes up to so many, oldest first. */
    List<NumberedTick> take(long max) {
        List<NumberedTick> taken = new ArrayList<>();
        while (taken.size() < max && !queue.isEmpty()) {
            taken.add(queue.poll());
        }
        Iterator<NumberedTick> waiting = newest.values().iterator();
        while (taken.size() < max && waiting.hasNext()) {
            taken.add(waiting.next());
            waiting.remove();
        }
        conflating = conflating && !isEmpty();
        return taken;
    }

    void clear() {
        queue.clear();
        newest.clear();
        conflating = false;
    }

    boolean isEmpty() {
        return queue.isEmpty() && newest.isEmpty();
    }

    int size() {
        return queue.size() + newest.size();
    }
}
