package io.tickwire.domain.message;

import java.util.Objects;

/**
 * Who sent something, and through which door.
 *
 * @param identity the authenticated subject, else the IP address; quotas count by it
 * @param door for example {@code bridge}
 */
public record Origin(String identity, String door) {
    public Origin {
        Objects.requireNonNull(identity, "identity");
        Objects.requireNonNull(door, "door");
    }
}
