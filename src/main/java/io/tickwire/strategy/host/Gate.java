package io.tickwire.strategy.host;

import java.util.ArrayDeque;
import java.util.Deque;

/** Holds events back while one version takes over from another; they pass in their order. Owner: the host's context. */
final class Gate {
    private final Deque<Runnable> held = new ArrayDeque<>();
    private final int most;
    private boolean closed;
    private boolean opening;
    private long dropped;

    /** @param most events that are held back; more are dropped and counted */
    Gate(int most) {
        this.most = most;
    }

    boolean isClosed() {
        return closed;
    }

    /** Something that must not be lost; bounded by what sends it. */
    void pass(Runnable event) {
        if (!closed && !opening) {
            event.run();
        } else {
            held.add(event);
        }
    }

    /** A tick: bounded. */
    void passTick(Runnable event) {
        if (!closed && !opening) {
            event.run();
        } else if (held.size() < most) {
            held.add(event);
        } else {
            dropped++;
        }
    }

    void close() {
        closed = true;
    }

    /** Lets everything pass that was held back, and what comes meanwhile behind it. */
    void open() {
        closed = false;
        opening = true;
        while (!closed && !held.isEmpty()) {
            held.remove().run();
        }
        opening = false;
    }

    /** Events that found no room since the last {@link #takeDropped}. */
    long dropped() {
        return dropped;
    }

    long takeDropped() {
        long taken = dropped;
        dropped = 0;
        return taken;
    }
}
