package io.tickwire.strategy.host;

import io.tickwire.ops.Clock;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Looks whether the classes of replaced versions go away: a strategy that leaves a thread, a thread-local or a static
 * reference behind keeps them, and each redeploy costs memory then. Owner: the host's context; {@link #alive} any thread.
 */
final class LoaderWatch {
    private static final long OLD_NANOS = Duration.ofSeconds(60).toNanos();

    private final int most;
    private final Clock clock;
    private final Runnable collect;
    private final List<Retired> retired = new ArrayList<>();
    private boolean collected;
    private volatile int alive;

    private record Retired(WeakReference<ClassLoader> loader, long atNanos) {}

    /**
     * @param most that may be in memory
     * @param collect asks for a garbage collection
     */
    LoaderWatch(int most, Clock clock, Runnable collect) {
        this.most = most;
        this.clock = clock;
        this.collect = collect;
    }

    /** A version is over. */
    void retired(ClassLoader loader) {
        retired.add(new Retired(new WeakReference<>(loader), clock.nanos()));
        look();
    }

    private void look() {
        for (Iterator<Retired> all = retired.iterator(); all.hasNext(); ) {
            if (all.next().loader().get() == null) {
                all.remove();
            }
        }
        alive = retired.size();
    }

    /**
     * Looks now and then. What is only not collected yet is no leak: before it says so it asks for a collection, once.
     *
     * @return how many are in memory although they should not be; 0 while all is well
     */
    int leaked() {
        look();
        long now = clock.nanos();
        int old = (int) retired.stream()
                .filter(each -> now - each.atNanos() > OLD_NANOS)
                .count();
        if (old <= most) {
            collected = false;
            return 0;
        }
        if (!collected) {
            collected = true;
            collect.run();
            return 0;
        }
        // Told once: who is started again is judged by what comes then.
        retired.clear();
        collected = false;
        look();
        return old;
    }

    /** Replaced versions in memory at the last look. */
    int alive() {
        return alive;
    }
}
