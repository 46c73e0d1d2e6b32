package io.tickwire.history;

import io.tickwire.domain.RawTick;
import io.tickwire.journal.HistoryStore;
import io.tickwire.journal.SeriesTail;
import io.tickwire.journal.TickRun;
import io.tickwire.terminal.feeds.TickFeed;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/**
 * Stores the ticks of a recorded feed. What a stored span covers is left out, so the same file twice doubles nothing; an
 * import that broke off may be run again. Blocks; one thread.
 */
public final class HistoryImport {
    /** Whole blocks, and a commit that is worth it. */
    private static final int BATCH = 16 * 4096;

    private final HistoryStore store;
    private final Map<String, Target> targets = new LinkedHashMap<>();
    private final Counts counts = new Counts();

    public HistoryImport(HistoryStore store) {
        this.store = store;
    }

    /** What has come of the ticks so far. */
    public static final class Counts {
        private long stored;
        private long covered;
        private long unchanged;
        private long refused;

        /** Are on disk, or about to be. */
        public long stored() {
            return stored;
        }

        /** Lay in a span that was stored before. */
        public long covered() {
            return covered;
        }

        /** Say the same as the tick before: no new ticks, as live. */
        public long unchanged() {
            return unchanged;
        }

        /** Are no quotes: crossed, zero, not finite, or back in time. */
        public long refused() {
            return refused;
        }

        public long all() {
            return stored + covered + unchanged + refused;
        }
    }

    /** A series that ticks are imported to. */
    private static final class Target {
        private final SeriesTail tail;
        private final List<RawTick> run = new ArrayList<>();
        private int span;
        private RawTick last;

        Target(SeriesTail tail) {
            this.tail = tail;
        }

        boolean covered(long timeMsc) {
            List<SeriesTail.Span> spans = tail.covered();
            while (span < spans.size() && spans.get(span).lastMsc() < timeMsc) {
                span++;
            }
            return span < spans.size() && spans.get(span).firstMsc() <= timeMsc;
        }
    }

    /**
     * Imports all of it.
     *
     * @param series where the ticks go; empty = to the series called as their symbol
     * @param progress told now and then
     * @throws io.tickwire.journal.JournalUnavailableException when the disk does not take it
     */
    public Counts run(TickFeed feed, String series, Consumer<Counts> progress) {
        for (RawTick tick = feed.next(); tick != null; tick = feed.next()) {
            take(series.isEmpty() ? tick.symbol() : series, tick);
            if (counts.all() % BATCH == 0) {
                progress.accept(counts);
            }
        }
        targets.forEach(this::write);
        progress.accept(counts);
        return counts;
    }

    private void take(String series, RawTick tick) {
        if (!isQuote(tick)) {
            counts.refused++;
            return;
        }
        Target target = targets.get(series);
        if (target == null) {
            target = new Target(await(store.tail(series, tick.timeMsc())));
            targets.put(series, target);
        }
        if (target.last != null && tick.timeMsc() < target.last.timeMsc()) {
            counts.refused++;
        } else if (target.covered(tick.timeMsc())) {
            counts.covered++;
            target.last = tick;
            // What follows is not next to what came before.
            write(series, target);
        } else if (target.last != null && same(tick, target.last)) {
            counts.unchanged++;
        } else {
            // Only between milliseconds, so that a time is stored as a whole or not at all.
            if (target.run.size() >= BATCH && tick.timeMsc() > target.last.timeMsc()) {
                write(series, target);
            }
            target.run.add(tick);
            target.last = tick;
            counts.stored++;
        }
    }

    private static boolean isQuote(RawTick tick) {
        return tick.bid() > 0
                && tick.ask() >= tick.bid()
                && tick.ask() < Double.POSITIVE_INFINITY
                && Double.isFinite(tick.last())
                && Double.isFinite(tick.volume());
    }

    private static boolean same(RawTick tick, RawTick last) {
        return tick.bid() == last.bid()
                && tick.ask() == last.ask()
                && tick.last() == last.last()
                && tick.volume() == last.volume()
                && tick.flags() == last.flags();
    }

    private void write(String series, Target target) {
        if (!target.run.isEmpty()) {
            await(store.lastAlive()
                    .compose(alive -> store.write(
                            List.of(new TickRun(series, List.copyOf(target.run), false, 0)),
                            // An import is no sign that a node was there.
                            alive)));
            target.run.clear();
        }
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException known ? known : failed;
        }
    }
}
