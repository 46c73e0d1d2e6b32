package io.tickwire.session;

import io.tickwire.config.LimitsConfig;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.message.PermitRequest;
import java.util.HashMap;
import java.util.Map;

/**
 * Orders per minute and client identity; closing has a larger bucket of its own. An identity that was idle for a
 * minute is forgotten, so the map is bounded by who traded within a minute. Owner: the session guard's context.
 */
public final class OrderQuotas {
    private static final long WINDOW_NANOS = 60_000_000_000L;
    private static final String WINDOW = "60 seconds";

    private LimitsConfig limits;
    private final Map<PermitRequest, SlidingWindow> windows = new HashMap<>();

    public OrderQuotas(LimitsConfig limits) {
        this.limits = limits;
    }

    /** Counts on under these limits: who traded lately is not forgotten. */
    public void use(LimitsConfig changed) {
        limits = changed;
        windows.replaceAll((request, window) -> window.limitedTo(limit(request.kind())));
    }

    /** Null = granted. */
    public Refusal acquire(PermitRequest request, long nowNanos) {
        SlidingWindow window =
                windows.computeIfAbsent(request, key -> new SlidingWindow(limit(key.kind()), WINDOW_NANOS));
        long wait = window.tryAcquire(nowNanos);
        return wait == 0 ? null : Refusal.rateLimited(window.limit(), WINDOW, SlidingWindow.secondsUp(wait));
    }

    /** How many more would be granted now. */
    public int left(PermitRequest request, long nowNanos) {
        SlidingWindow window = windows.get(request);
        return window == null ? limit(request.kind()) : window.left(nowNanos);
    }

    /** Forgets who was idle; called on each heartbeat. */
    public void sweep(long nowNanos) {
        windows.values().removeIf(window -> window.isIdle(nowNanos));
    }

    int size() {
        return windows.size();
    }

    private int limit(PermitRequest.Kind kind) {
        return kind == PermitRequest.Kind.ORDER ? limits.ordersPerMinute() : limits.closesPerMinute();
    }
}
