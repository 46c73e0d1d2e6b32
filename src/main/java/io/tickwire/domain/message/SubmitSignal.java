package io.tickwire.domain.message;

import io.tickwire.domain.Signal;
import java.util.Objects;

/**
 * Asks the executor of an account to act on a signal.
 *
 * @param sentMsc when the sender says it sent it, epoch milliseconds UTC; 0 = not said. Not part of the signal: a
 *     signal that is sent again is the same signal
 */
public record SubmitSignal(Signal signal, Origin origin, long sentMsc) {
    public SubmitSignal {
        Objects.requireNonNull(signal, "signal");
        Objects.requireNonNull(origin, "origin");
    }
}
