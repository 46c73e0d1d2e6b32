package io.tickwire.session.auth;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Lets the same thing through once a minute: what anybody can cause as often as they like must not push what matters out
 * of a bounded log. Bounded itself; the oldest goes. One thread.
 */
final class Sieve {
    private static final int MAX_THINGS = 1000;
    private static final long AGAIN_NANOS = 60_000_000_000L;

    private final Map<String, Long> seen = new LinkedHashMap<>();

    boolean passes(String thing, long nowNanos) {
        Long last = seen.get(thing);
        if (last != null && nowNanos - last < AGAIN_NANOS) {
            return false;
        }
        seen.remove(thing);
        seen.put(thing, nowNanos);
        if (seen.size() > MAX_THINGS) {
            seen.remove(seen.keySet().iterator().next());
        }
        return true;
    }
}
