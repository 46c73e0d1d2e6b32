package io.tickwire.client;

/** Does something later on the client's context. */
@FunctionalInterface
interface Timers {

    /** @return cancels it, unless it was done */
    Runnable after(double delayMs, Runnable action);
}
