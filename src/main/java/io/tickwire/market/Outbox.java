package io.tickwire.market;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Ticks that wait for one client: in order while they fit, and from the bound on only the newest of each stream, until
 * it is empty again. So a short stall loses nothing, and a stalled client costs a bounded amount of memory. One thread.
 *
 * @param <E> an encoded tick
 */
public final class Outbox<E> {
    private final int capacity;
    private final ArrayDeque<Map.Entry<String, E>> queue = new ArrayDeque<>();
    private final LinkedHashMap<String, E> newest = new LinkedHashMap<>();
    private boolean conflating;

    /** @param capacity ticks kept in order before conflation begins */
    public Outbox(int capacity) {
        this.capacity = capacity;
    }

    /**
     * Adds a tick.
     *
     * @return how many older ticks it replaced
     */
    public int offer(String stream, E tick) {
        if (!conflating && queue.size() < capacity) {
            queue.add(Map.entry(stream, tick));
            return 0;
        }
        int replaced = conflating ? 0 : startConflating();
        if (newest.remove(stream) != null) {
            replaced++;
        }
        newest.put(stream, tick);
        return replaced;
    }

    private int startConflating() {
        conflating = true;
        for (Map.Entry<String, E> waiting : queue) {
            newest.remove(waiting.getKey());
            newest.put(waiting.getKey(), waiting.getValue());
        }
        int replaced = queue.size() - newest.size();
        queue.clear();
        return replaced;
    }

    /** Hands out the oldest waiting ticks while the client can take them. */
    public void drain(BooleanSupplier writable, Consumer<E> writer) {
        while (!queue.isEmpty() && writable.getAsBoolean()) {
            writer.accept(queue.poll().getValue());
        }
        Iterator<E> waiting = newest.values().iterator();
        while (waiting.hasNext() && writable.getAsBoolean()) {
            E tick = waiting.next();
            waiting.remove();
            writer.accept(tick);
        }
        if (isEmpty()) {
            conflating = false;
        }
    }

    /** Forgets what waits for a stream, after the client left it. */
    public void forget(String stream) {
        queue.removeIf(waiting -> waiting.getKey().equals(stream));
        newest.remove(stream);
    }

    public boolean isEmpty() {
        return queue.isEmpty() && newest.isEmpty();
    }

    /** Whether older ticks are being replaced. */
    public boolean isConflating() {
        return conflating;
    }

    public int size() {
        return queue.size() + newest.size();
    }
}
