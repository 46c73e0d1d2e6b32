package io.tickwire.session.auth;

/** A key or certificate file that cannot be used; the message names the file and what is wrong with it. */
public final class UnusableKeyException extends Exception {
    private static final long serialVersionUID = 1L;

    public UnusableKeyException(String message) {
        super(message);
    }
}
