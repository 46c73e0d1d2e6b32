package io.tickwire.session;

/** Tells continuous rate-limit abuse: at least one refusal in every second for the whole grace. One thread. */
public final class AbuseMeter {
    private static final long GAP_NANOS = 1_000_000_000L;

    private final long graceNanos;
    private boolean running;
    private long since;
    private long last;

    public AbuseMeter(long graceNanos) {
        this.graceNanos = graceNanos;
    }

    /** Counts a refusal; true when the abuse has lasted for the grace. */
    public boolean refused(long nowNanos) {
        if (!running || nowNanos - last > GAP_NANOS) {
            running = true;
            since = nowNanos;
        }
        last = nowNanos;
        return nowNanos - since >= graceNanos;
    }
}
