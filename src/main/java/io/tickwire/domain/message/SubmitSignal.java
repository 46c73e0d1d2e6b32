package io.tickwire.domain.message;

import io.tickwire.domain.Signal;

/** Asks the executor of an account to act on a signal. */
public record SubmitSignal(Signal signal, Origin origin) {}
