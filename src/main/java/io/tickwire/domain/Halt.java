package io.tickwire.domain;

import java.util.Objects;

/**
 * A brake that somebody put on an account; it stays until it is taken off, over restarts too.
 *
 * @param state {@link TradingState#ACTIVE} = no brake
 * @param reason why, for people
 * @param by who, for example {@code rest 127.0.0.1} or {@code STOP file}
 * @param sinceMsc epoch milliseconds UTC
 * @param closing whether everything is to be closed, until nothing is left
 */
public record Halt(TradingState state, String reason, String by, long sinceMsc, boolean closing) {
    public static final Halt NONE = new Halt(TradingState.ACTIVE, "", "", 0);

    public Halt {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(by, "by");
    }

    public Halt(TradingState state, String reason, String by, long sinceMsc) {
        this(state, reason, by, sinceMsc, false);
    }

    /** The same brake, closing or not. */
    public Halt withClosing(boolean next) {
        return new Halt(state, reason, by, sinceMsc, next);
    }

    public boolean engaged() {
        return state != TradingState.ACTIVE;
    }
}
