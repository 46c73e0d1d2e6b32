package io.tickwire.domain.message;

import java.util.Objects;

/**
 * Connects or disconnects the terminal of an account.
 *
 * @param server trade server to log in to, empty = the configured one
 * @param login account number, 0 = the configured one
 */
public record TerminalCommand(Kind kind, String server, long login, String password) {

    /** What to do. */
    public enum Kind {
        CONNECT,
        DISCONNECT,
        STATUS
    }

    public TerminalCommand {
        Objects.requireNonNull(kind, "kind");
    }

    /** The password never reaches a log. */
    @Override
    public String toString() {
        return "TerminalCommand[" + kind + ", server=" + server + ", login=" + login + ", password=[hidden]]";
    }
}
