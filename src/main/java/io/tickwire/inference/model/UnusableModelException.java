package io.tickwire.inference.model;

/** A model that cannot be used; the message names what is wrong and what to do. */
public final class UnusableModelException extends Exception {
    private static final long serialVersionUID = 1L;

    public UnusableModelException(String message) {
        super(message);
    }

    public UnusableModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
