package io.tickwire.domain.message;

import io.tickwire.domain.Signal;
import io.tickwire.domain.SignalOutcome;

/**
 * A signal as the journal holds it.
 *
 * @param number its place in the journal
 * @param intentMsc when it was journaled, epoch milliseconds UTC
 * @param outcome null while it is under way
 */
public record SignalRecord(long number, Signal signal, long intentMsc, SignalOutcome outcome) {}
