package io.tickwire.session;

import io.tickwire.domain.Refusal;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Requests per second and client identity, over all connections of a node. Who was idle for a second is forgotten; at the
 * bound the one that was seen first goes, and begins anew. Any thread.
 */
public final class RequestRates {
    static final int MAX_IDENTITIES = 10_000;
    private static final long WINDOW_NANOS = 1_000_000_000L;

    private int limit;
    private final Map<String, SlidingWindow> windows = new LinkedHashMap<>();

    /** @param limit requests that an identity may make in any second */
    public RequestRates(int limit) {
        this.limit = limit;
    }

    /** Counts on under this limit. */
    public synchronized void use(int changed) {
        limit = changed;
        windows.replaceAll((identity, window) -> window.limitedTo(changed));
    }

    /** Null = granted. */
    public synchronized Refusal acquire(String identity, long nowNanos) {
        SlidingWindow window = windows.get(identity);
        if (window == null) {
            makeRoom(nowNanos);
            window = new SlidingWindow(limit, WINDOW_NANOS);
            windows.put(identity, window);
        }
        long wait = window.tryAcquire(nowNanos);
        return wait == 0 ? null : Refusal.rateLimited(limit, "1 second", SlidingWindow.secondsUp(wait));
    }

    private void makeRoom(long nowNanos) {
        if (windows.size() >= MAX_IDENTITIES) {
            windows.values().removeIf(window -> window.isIdle(nowNanos));
        }
        if (windows.size() >= MAX_IDENTITIES) {
            windows.remove(windows.keySet().iterator().next());
        }
    }

    synchronized int size() {
        return windows.size();
    }
}
