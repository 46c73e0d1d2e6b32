package io.tickwire.terminal;

import io.tickwire.domain.Deal;
import io.tickwire.domain.SymbolSpec;
import io.tickwire.domain.message.TerminalStatus;

/** What a terminal tells by itself. */
public sealed interface TerminalEvent {

    /** A deal that no instruction of ours made at this moment: a stop or pending order was hit, a stop out, a hand. */
    record DealDone(Deal deal) implements TerminalEvent {}

    /** Pending orders changed without an instruction of ours: one expired, was triggered or was changed by hand. */
    record OrdersChanged() implements TerminalEvent {}

    /** A symbol that was not listed before; comes before its first tick. */
    record SymbolAdded(SymbolSpec spec) implements TerminalEvent {}

    /** A listed symbol has other figures than before: volumes, digits, stops level, hours. */
    record SymbolChanged(SymbolSpec spec) implements TerminalEvent {}

    /** The connection changed its state. */
    record StatusChanged(TerminalStatus status) implements TerminalEvent {}

    /** A feed delivered its last tick, or broke; {@code failure} is empty at a normal end. */
    record FeedEnded(long ticks, String failure) implements TerminalEvent {}
}
