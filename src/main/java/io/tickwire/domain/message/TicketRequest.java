package io.tickwire.domain.message;

import io.tickwire.domain.Identity;
import java.util.Objects;

/** Asks for a ticket that opens one WebSocket as this identity. */
public record TicketRequest(Identity identity, String ip, String client) {
    public TicketRequest {
        Objects.requireNonNull(identity, "identity");
        Objects.requireNonNull(ip, "ip");
        Objects.requireNonNull(client, "client");
    }
}
