package io.tickwire.session;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * What a verticle leaves to the one that takes its place on the same node: the one that stops leaves it, the one that starts
 * takes it, so it never has two owners. One that starts before the other has stopped begins anew. Any thread.
 */
public final class Handover<T> {
    private final Supplier<T> fresh;
    private final AtomicReference<T> left = new AtomicReference<>();

    /** @param fresh makes what to begin with when nothing was left */
    public Handover(Supplier<T> fresh) {
        this.fresh = fresh;
    }

    public T take() {
        T state = left.getAndSet(null);
        return state == null ? fresh.get() : state;
    }

    /** The caller does not use it any more. */
    public void leave(T state) {
        left.set(state);
    }
}
