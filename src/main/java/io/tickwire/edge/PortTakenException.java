package io.tickwire.edge;

/** A listener's port is used by somebody else. */
public final class PortTakenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param key configuration key of the port */
    public PortTakenException(String host, int port, String key) {
        super(
                "port " + port + " on " + host + " is taken: stop the program that uses it, or set " + key
                        + " to another port (0 = any free one)",
                null,
                false,
                false);
    }
}
