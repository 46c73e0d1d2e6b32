package io.tickwire.domain.message;

import io.tickwire.domain.Refusal;

/** Answer to a {@link TerminalCommand}; {@code refusal} is null when it was done. */
public record TerminalReply(TerminalStatus status, int activeOrders, Refusal refusal) {}
