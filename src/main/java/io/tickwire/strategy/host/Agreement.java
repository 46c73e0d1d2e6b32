package io.tickwire.strategy.host;

import io.tickwire.strategy.Order;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Compares what two versions decide at the same ticks. A decision that the other one did not make within so many ticks
 * counts as made by one only. Owner: the host's context.
 */
final class Agreement {
    private static final int PATIENCE = 1_000;
    private static final int MOST = 10_000;

    private final Map<String, Made> open = new LinkedHashMap<>();
    private long agreed;
    private long onlyRunning;
    private long onlyShadow;

    private record Made(boolean byShadow, long tick) {}

    /**
     * One of them made a decision.
     *
     * @param tick number of the tick that it was made at, the same for both
     */
    void decided(boolean byShadow, long tick, Order order) {
        String key = tick + " " + order;
        Made other = open.get(key);
        if (other != null && other.byShadow() != byShadow) {
            open.remove(key);
            agreed++;
            return;
        }
        open.put(key, new Made(byShadow, tick));
        settle(tick);
    }

    private void settle(long tick) {
        var all = open.values().iterator();
        while (all.hasNext()) {
            Made oldest = all.next();
            if (oldest.tick() > tick - PATIENCE && open.size() <= MOST) {
                return;
            }
            all.remove();
            count(oldest);
        }
    }

    private void count(Made alone) {
        if (alone.byShadow()) {
            onlyShadow++;
        } else {
            onlyRunning++;
        }
    }

    /** A tick passed; what is too old by now is counted. */
    void passed(long tick) {
        settle(tick);
    }

    long agreed() {
        return agreed;
    }

    long onlyRunning() {
        return onlyRunning;
    }

    long onlyShadow() {
        return onlyShadow;
    }
}
