package io.tickwire.domain.message;

import java.util.Set;

/** Credentials that vouch for nobody any more: the session guard to edges. */
public record Revoked(Set<String> credentials) {
    public Revoked {
        credentials = Set.copyOf(credentials);
    }
}
