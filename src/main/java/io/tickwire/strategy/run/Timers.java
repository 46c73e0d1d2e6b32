package io.tickwire.strategy.run;

import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;

/** A strategy's timers, in the time it is given. Those of the same moment fire in the order they were set. Owner: its thread. */
final class Timers {
    private static final int MOST = 1_000;

    private final Map<String, Timer> byName = new HashMap<>();
    private final PriorityQueue<Timer> queue = new PriorityQueue<>();
    private long number;

    private record Timer(String name, long dueMsc, long periodMs, long number) implements Comparable<Timer> {
        @Override
        public int compareTo(Timer other) {
            int byTime = Long.compare(dueMsc, other.dueMsc);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    /** @param periodMs 0 = once */
    void set(String name, long dueMsc, long periodMs) {
        cancel(name);
        if (byName.size() >= MOST) {
            throw new IllegalStateException("a strategy has at most " + MOST + " timers; '" + name + "' is one more");
        }
        add(new Timer(name, dueMsc, periodMs, number++));
    }

    private void add(Timer timer) {
        byName.put(timer.name(), timer);
        queue.add(timer);
    }

    void cancel(String name) {
        Timer timer = byName.remove(name);
        if (timer != null) {
            queue.remove(timer);
        }
    }

    /** When the next one is due; {@code Long.MAX_VALUE} = there is none. */
    long nextMsc() {
        Timer first = queue.peek();
        return first == null ? Long.MAX_VALUE : first.dueMsc();
    }

    /** The name of a timer that is due; null when none is. One that repeats skips what it missed. */
    String poll(long nowMsc) {
        Timer first = queue.peek();
        if (first == null || first.dueMsc() > nowMsc) {
            return null;
        }
        queue.remove();
        byName.remove(first.name());
        if (first.periodMs() > 0) {
            long missed = (nowMsc - first.dueMsc()) / first.periodMs();
            add(new Timer(
                    first.name(), first.dueMsc() + (missed + 1) * first.periodMs(), first.periodMs(), first.number()));
        }
        return first.name();
    }
}
