package io.tickwire.inference.model;

/** The engine could not compute. */
public final class GraphException extends Exception {
    private static final long serialVersionUID = 1L;

    public GraphException(String message, Throwable cause) {
        super(message, cause);
    }
}
