package io.tickwire.history;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How often something was asked, by number, and when it is asked again: after 5 seconds, then twice as long each time, 10
 * minutes at most. Any thread.
 */
final class Tries {
    /** Three quarters of an hour, all in all. */
    static final int MOST = 10;

    private static final long FIRST_WAIT_MS = 5_000;
    private static final long LONGEST_WAIT_MS = 600_000;

    private final Map<Long, Try> asked = new ConcurrentHashMap<>();

    private record Try(int count, long againMsc) {}

    /** Whether it is time to ask. */
    boolean due(long id, long nowMsc) {
        Try last = asked.get(id);
        return last == null || nowMsc >= last.againMsc();
    }

    /** One answer was not enough; whether that was the last try. */
    boolean over(long id, long nowMsc) {
        int count = asked.containsKey(id) ? asked.get(id).count() + 1 : 1;
        long wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS << (count - 1));
        asked.put(id, new Try(count, nowMsc + wait));
        return count >= MOST;
    }

    /** Forgets all others. */
    void keep(Collection<Long> ids) {
        asked.keySet().retainAll(ids);
    }
}
