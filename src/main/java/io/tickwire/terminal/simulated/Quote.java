package io.tickwire.terminal.simulated;

import io.tickwire.domain.RawTick;

/** Where a symbol's last tick stands; one object for as long as the book lives. Owner: the terminal's thread. */
final class Quote {
    private RawTick tick;

    /** Null before the first one. */
    RawTick tick() {
        return tick;
    }

    void become(RawTick next) {
        tick = next;
    }
}
