package io.tickwire.session;

/** Whether a peer is still there: its silence, and its missed pongs. Time is a parameter. One thread. */
public final class Liveness {
    /** RFC 6455 §5.5.2 leaves the count open; two missed pongs mean a dead peer here. */
    public static final int MISSED_PONGS = 2;

    private final boolean pongsCount;
    private long lastSignNanos;
    private int unanswered;

    /** @param pongsCount whether a pong breaks the silence; on the bridge profile only messages do */
    public Liveness(boolean pongsCount, long nowNanos) {
        this.pongsCount = pongsCount;
        this.lastSignNanos = nowNanos;
    }

    public void onMessage(long nowNanos) {
        lastSignNanos = nowNanos;
        unanswered = 0;
    }

    public void onPong(long nowNanos) {
        unanswered = 0;
        if (pongsCount) {
            lastSignNanos = nowNanos;
        }
    }

    /** Call when a ping goes out. */
    public void onPing() {
        unanswered++;
    }

    /** Whether so many pings went unanswered that the peer is dead. Ask before the next ping. */
    public boolean isDead() {
        return unanswered >= MISSED_PONGS;
    }

    public boolean isIdle(long nowNanos, long idleNanos) {
        return nowNanos - lastSignNanos >= idleNanos;
    }
}
