package io.tickwire.domain;

import java.util.Locale;
import java.util.Optional;

/** What an identity may do. What one scope implies is {@link Identity#may}'s to say. */
public enum Scope {
    /** Prices, accounts, positions, history. */
    READ,
    /** Signals to the accounts of the identity, and what a trading client needs with that. */
    TRADE,
    /** Brakes, risk, terminal connections, the inside of a node. */
    ADMIN,
    /** Ticks and account figures sent to us. */
    FEED;

    /** How it stands in tokens and files. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Empty for a word that is no scope of ours: a token may have scopes for others. */
    public static Optional<Scope> of(String word) {
        for (Scope scope : values()) {
            if (scope.wire().equals(word)) {
                return Optional.of(scope);
            }
        }
        return Optional.empty();
    }
}
