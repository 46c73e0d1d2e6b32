package io.tickwire.execution;

/** The circuit is open: nothing was sent. */
final class OpenCircuitException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OpenCircuitException() {
        super("the circuit is open: the terminal failed too often, one probe is sent soon", null, false, false);
    }
}
