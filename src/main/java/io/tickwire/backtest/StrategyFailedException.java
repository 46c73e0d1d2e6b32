package io.tickwire.backtest;

/** A strategy cannot be run. */
public final class StrategyFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StrategyFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
