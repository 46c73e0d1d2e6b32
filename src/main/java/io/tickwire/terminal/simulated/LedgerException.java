package io.tickwire.terminal.simulated;

/** The ledger of a paper account cannot be read or written. */
public final class LedgerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String suggestion;

    public LedgerException(String message, String suggestion, Throwable cause) {
        super(message, cause);
        this.suggestion = suggestion;
    }

    /** What to do about it. */
    public String suggestion() {
        return suggestion;
    }
}
