package io.tickwire.domain.message;

import java.util.Locale;

/**
 * State of a terminal's connection.
 *
 * @param server trade server, empty while unknown
 * @param lastUpdateMsc last sign of life, epoch milliseconds UTC
 * @param lastError empty when there was none
 */
public record TerminalStatus(
        Status status, String server, long lastUpdateMsc, String lastError, int reconnectAttempts) {

    /** Connection states, as clients know them. */
    public enum Status {
        DISCONNECTED,
        CONNECTING,
        CONNECTED,
        ERROR,
        RECONNECTING;

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public boolean connected() {
        return status == Status.CONNECTED;
    }
}
