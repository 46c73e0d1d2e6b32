package io.tickwire.backtest.data;

/** The data of a backtest cannot be had; the message says what to do. */
public final class DataException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DataException(String message) {
        super(message);
    }
}
