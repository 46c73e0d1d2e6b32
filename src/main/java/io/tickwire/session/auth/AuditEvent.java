package io.tickwire.session.auth;

import java.util.Locale;
import java.util.Objects;

/**
 * Something that somebody may want to know later. No part of it is ever a secret.
 *
 * @param timeMsc epoch milliseconds UTC
 * @param who subject and, after a slash, its credential; empty = nobody knows
 * @param ip where from; empty = the node itself
 * @param client what the client calls itself
 * @param path where to, without the query; or what was done
 * @param outcome {@code ok}, {@code refused}, {@code closed} or {@code failed}
 * @param reason for people
 */
public record AuditEvent(
        long timeMsc, What what, String who, String ip, String client, String path, String outcome, String reason) {

    /** Kinds of events. */
    public enum What {
        START,
        LOGIN,
        REFUSED,
        SLOWED,
        TICKET,
        ADMIN,
        EXPIRED,
        REVOKED,
        KEYS;

        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public AuditEvent {
        Objects.requireNonNull(what, "what");
        Objects.requireNonNull(who, "who");
        Objects.requireNonNull(ip, "ip");
        Objects.requireNonNull(client, "client");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(reason, "reason");
    }
}
