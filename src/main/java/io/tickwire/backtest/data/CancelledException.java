package io.tickwire.backtest.data;

/** Whoever asked for it does not want it any more. */
public final class CancelledException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CancelledException() {
        super("cancelled");
    }
}
