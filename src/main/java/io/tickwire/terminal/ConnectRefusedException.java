package io.tickwire.terminal;

/** The terminal or broker refused to connect. */
public final class ConnectRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String suggestion;

    public ConnectRefusedException(String message, String suggestion) {
        super(message, null, false, false);
        this.suggestion = suggestion;
    }

    /** What to do about it. */
    public String suggestion() {
        return suggestion;
    }
}
