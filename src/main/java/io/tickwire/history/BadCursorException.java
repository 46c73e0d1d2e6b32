package io.tickwire.history;

/** A cursor that was not given by us. */
public final class BadCursorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadCursorException(String cursor) {
        super("cursor '" + cursor + "' is none of ours: use the text of next from the page before", null, false, false);
    }
}
