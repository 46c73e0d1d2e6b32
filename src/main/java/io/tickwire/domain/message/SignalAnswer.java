package io.tickwire.domain.message;

import io.tickwire.domain.SignalOutcome;

/** The answer to a signal; {@code duplicate} when the outcome is that of an earlier one with the same id. */
public record SignalAnswer(SignalOutcome outcome, boolean duplicate) {}
