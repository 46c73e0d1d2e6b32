package io.tickwire.terminal;

/** The terminal is not connected. */
public final class TerminalUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TerminalUnavailableException(String message) {
        super(message, null, false, false);
    }
}
