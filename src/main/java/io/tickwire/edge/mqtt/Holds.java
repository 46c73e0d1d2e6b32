package io.tickwire.edge.mqtt;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Why a connection is not read at present: it is read when there is no reason left. Any thread. */
final class Holds {
    /** Its credential is looked at. */
    static final int ADMISSION = 1;
    /** It has more unanswered than it may. */
    static final int BROKER = 2;
    /** The broker has not come to what it said before. */
    static final int BACKLOG = 4;

    private final AtomicInteger reasons = new AtomicInteger();
    private final Consumer<Boolean> read;

    Holds(Consumer<Boolean> read) {
        this.read = read;
    }

    void hold(int reason) {
        if (reasons.getAndUpdate(now -> now | reason) == 0) {
            read.accept(false);
        }
    }

    /** Whether it is not read at present. */
    boolean any() {
        return reasons.get() != 0;
    }

    void release(int reason) {
        int before = reasons.getAndUpdate(now -> now & ~reason);
        if (before == reason) {
            read.accept(true);
        }
    }
}
