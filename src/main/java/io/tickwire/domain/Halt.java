package io.tickwire.domain;

import java.util.Objects;

/**
 * A brake that somebody put on an account; it stays until it is taken off, over restarts too.
 *
 * @param state {@link TradingState#ACTIVE} = no brake
 * @param reason why, for people
 * @param by who, for example {@code rest 127.0.0.1} or {@code STOP file}
 * @param sinceMsc epoch milliseconds UTC
 */
public record Halt(TradingState state, String reason, String by, long sinceMsc) {
    public static final Halt NONE = new Halt(TradingState.ACTIVE, "", "", 0);

    public Halt {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(by, "by");
    }

    public boolean engaged() {
        return state != TradingState.ACTIVE;
    }
}
