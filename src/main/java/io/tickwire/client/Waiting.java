package io.tickwire.client;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** What a reader has not taken yet: bounded, and what happens at the bound is its kind's. Owner: the client's context. */
final class Waiting<T> {
    private final int bound;
    private final Function<T, String> symbol;
    private final boolean lossless;
    private Deque<T> items = new ArrayDeque<>();
    private long dropped;

    private Waiting(int bound, Function<T, String> symbol, boolean lossless) {
        this.bound = bound;
        this.symbol = symbol;
        this.lossless = lossless;
    }

    /** Beyond the bound only the newest of each symbol is kept. */
    static Waiting<StreamTick> ticks(int bound) {
        return new Waiting<>(bound, StreamTick::symbol, false);
    }

    /** Executions are never dropped; of states the newest is kept; of others the oldest goes. */
    static Waiting<ChannelEvent> events(String channel, int bound) {
        boolean state = channel.equals("account") || channel.equals("positions");
        return new Waiting<>(state ? 1 : bound, null, channel.equals(ChannelEvent.EXECUTIONS));
    }

    /** False when there is no room for what must not be dropped. */
    boolean push(T item) {
        if (items.size() >= bound && lossless) {
            return false;
        }
        items.add(item);
        if (items.size() > bound) {
            shrink();
        }
        return true;
    }

    private void shrink() {
        int before = items.size();
        if (symbol == null) {
            items.poll();
        } else {
            Map<String, T> newest = new LinkedHashMap<>();
            for (T item : items) {
                newest.remove(symbol.apply(item)); // so that the order is that of the newest
                newest.put(symbol.apply(item), item);
            }
            items = new ArrayDeque<>(newest.values());
        }
        dropped += before - items.size();
    }

    T poll() {
        return items.poll();
    }

    int size() {
        return items.size();
    }

    /** Items that newer ones took the place of. */
    long dropped() {
        return dropped;
    }
}
