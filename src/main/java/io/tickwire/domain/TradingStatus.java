package io.tickwire.domain;

import java.util.Objects;

/**
 * What may be traded now, and why not more.
 *
 * @param reason empty while everything may be
 */
public record TradingStatus(TradingState state, String reason) {
    public static final TradingStatus ACTIVE = new TradingStatus(TradingState.ACTIVE, "");

    public TradingStatus {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(reason, "reason");
    }

    /** The stricter of the two; the first of equals. */
    public TradingStatus stricter(TradingStatus other) {
        return other.state().compareTo(state) > 0 ? other : this;
    }
}
