package io.tickwire.domain.message;

import io.tickwire.domain.Signal;
import java.util.Objects;

/**
 * Asks the executor of an account to act on a signal.
 *
 * @param sentMsc when the sender says it sent it, epoch milliseconds UTC; 0 = not said. Not part of the signal: a
 *     signal that is sent again is the same signal
 * @param expiresWithMessage whether its expiration is that of the message that carried it: sent again it has a later one,
 *     and is the same signal
 */
public record SubmitSignal(Signal signal, Origin origin, long sentMsc, boolean expiresWithMessage) {

    public SubmitSignal(Signal signal, Origin origin, long sentMsc) {
        this(signal, origin, sentMsc, false);
    }

    public SubmitSignal {
        Objects.requireNonNull(signal, "signal");
        Objects.requireNonNull(origin, "origin");
    }

    /** Whether an earlier signal with this id was this one. */
    public boolean repeats(Signal earlier) {
        return expiresWithMessage ? earlier.expiringAt(0).equals(signal.expiringAt(0)) : earlier.equals(signal);
    }
}
