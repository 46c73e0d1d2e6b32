package io.tickwire.domain.message;

import java.util.Objects;

/** A message of an Expert Advisor, and who brought it: edges to {@code SignalExecutor}. */
public record ExecRequest(ExecMessage message, Origin origin) {
    public ExecRequest {
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(origin, "origin");
    }
}
