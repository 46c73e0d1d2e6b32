package io.tickwire.domain.message;

import java.util.Objects;

/**
 * Asks who shows a credential: edges to the session guard.
 *
 * @param secret the token, key or ticket itself; never printed
 * @param ip where from: failures are counted by it
 * @param client what the client calls itself, for the audit log
 * @param path what is wanted, without its query
 * @param session whether a session begins with it, or a single request
 */
public record Authenticate(Kind kind, String secret, String ip, String client, String path, boolean session) {

    /** What was shown. */
    public enum Kind {
        NONE,
        /** A JWT, or an API key that stands where tokens stand. */
        BEARER,
        API_KEY,
        TICKET,
        /** Shown where it must not be, in a URL, or several at once. */
        MISPLACED
    }

    public Authenticate {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(secret, "secret");
        Objects.requireNonNull(ip, "ip");
        Objects.requireNonNull(client, "client");
        Objects.requireNonNull(path, "path");
    }

    @Override
    public String toString() {
        return "Authenticate[" + kind + ", secret=[hidden], ip=" + ip + ", path=" + path + "]";
    }
}
