package io.tickwire.terminal.simulated;

import io.tickwire.terminal.OwnerThread;
import java.util.OptionalLong;

/** Loses the connection on purpose, by itself or when asked, and brings it back after a while. Owner: the terminal's thread. */
final class Outages {
    private static final Runnable NOTHING = () -> {};

    private final OwnerThread owner;
    private final Faults faults;
    private final Runnable lost;
    private final Runnable back;
    private Runnable cancel = NOTHING;

    Outages(OwnerThread owner, Faults faults, Runnable lost, Runnable back) {
        this.owner = owner;
        this.faults = faults;
        this.lost = lost;
        this.back = back;
    }

    /** The connection stands: it may be lost in a while. */
    void connected() {
        stop();
        OptionalLong nanos = faults.connectedNanos();
        if (nanos.isPresent()) {
            cancel = owner.later(nanos.getAsLong(), this::drop);
        }
    }

    /** Loses the connection now. */
    void drop() {
        stop();
        lost.run();
        cancel = owner.later(faults.disconnectedNanos(), back);
    }

    /** Nothing more happens until {@link #connected}. */
    void stop() {
        cancel.run();
        cancel = NOTHING;
    }
}
