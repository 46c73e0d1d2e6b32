package io.tickwire.history;

import io.tickwire.journal.HistoryGap;
import io.tickwire.journal.HistoryGap.Kind;
import io.tickwire.journal.HistoryGap.State;
import io.tickwire.journal.HistoryStore;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gaps on their way to the disk; one that it does not take is told again later. Beyond a bound the oldest is given up.
 * Owner: the verticle's context.
 */
final class GapBook {
    private static final Logger LOG = LoggerFactory.getLogger(GapBook.class);
    static final int MAX_WAITING = 1_000;

    private final HistoryStore store;
    private final Executor here;
    private final Map<String, Dropped> dropped = new LinkedHashMap<>();
    private final Deque<HistoryGap> waiting = new ArrayDeque<>();

    /** Both ends are ticks that are not there. */
    private record Dropped(long fromMsc, long toMsc, long ticks) {}

    /** @param here runs tasks on the owner's context */
    GapBook(HistoryStore store, Executor here) {
        this.store = store;
        this.here = here;
    }

    /** A tick that is not stored; the gap is told when the disk takes ticks again. */
    void drop(String series, long timeMsc) {
        dropped.merge(
                series,
                new Dropped(timeMsc, timeMsc, 1),
                (all, one) -> new Dropped(all.fromMsc, timeMsc, all.ticks + 1));
    }

    /** Whether ticks are dropped now. */
    boolean dropping() {
        return !dropped.isEmpty();
    }

    /** Takes a gap in, and tells the disk. */
    void tell(String series, long fromMsc, long toMsc, Kind kind, String note) {
        keep(new HistoryGap(0, series, fromMsc, toMsc, kind, State.OPEN, note));
        write();
    }

    /** The disk takes what it is given. */
    void ready() {
        dropped.forEach((series, gap) -> keep(new HistoryGap(
                0, series, gap.fromMsc, gap.toMsc, Kind.DISK, State.OPEN, gap.ticks + " ticks were not stored")));
        dropped.clear();
        write();
    }

    private void keep(HistoryGap gap) {
        if (waiting.size() == MAX_WAITING) {
            HistoryGap lost = waiting.remove();
            LOG.warn("gap of {} from {} to {} is not stored", lost.series(), lost.fromMsc(), lost.toMsc());
        }
        waiting.add(gap);
    }

    private void write() {
        for (int left = waiting.size(); left > 0; left--) {
            HistoryGap gap = waiting.remove();
            store.gap(gap).onFailure(failure -> here.execute(() -> keep(gap)));
        }
    }
}
