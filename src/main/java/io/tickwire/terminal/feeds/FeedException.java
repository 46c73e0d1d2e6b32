package io.tickwire.terminal.feeds;

/** A feed that cannot deliver: a missing file, an unknown format, a file without one good line. */
public final class FeedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public FeedException(String message) {
        super(message);
    }

    public FeedException(String message, Throwable cause) {
        super(message, cause);
    }
}
