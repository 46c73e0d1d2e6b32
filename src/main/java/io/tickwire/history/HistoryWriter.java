package io.tickwire.history;

import io.tickwire.domain.Tick;
import io.tickwire.history.SeriesSession.Verdict;
import io.tickwire.journal.HistoryGap;
import io.tickwire.journal.HistoryStore;
import io.tickwire.journal.SeriesTail;
import io.tickwire.journal.TickRun;
import io.tickwire.ops.Clock;
import io.tickwire.ops.HistoryMetrics;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes live ticks in O(1) and brings them to the disk in batches. While the disk cannot keep up ticks wait, up to a
 * bound; beyond it they are not stored, which is counted and kept as a gap. Owner: the verticle's context.
 */
public final class HistoryWriter implements StreamWatch.Losses {
    private static final Logger LOG = LoggerFactory.getLogger(HistoryWriter.class);
    private static final int BATCH = 50_000;
    private static final int DRAIN_TRIES = 1_000;
    private static final long ALIVE_MS = 2_000;
    /** Ticks that are older are played from a recording: nothing is missing behind them. */
    private static final long PRESENT_MS = 300_000;

    private final HistoryStore store;
    private final SeriesNames names;
    private final int maxWaiting;
    private final Executor here;
    private final Clock clock;
    private final HistoryMetrics metrics;
    private final Map<String, SeriesSession> sessions = new LinkedHashMap<>();
    private final Set<String> unheard = new HashSet<>();
    private final GapBook gaps;
    private final List<Promise<Void>> paced = new ArrayList<>();
    private int waiting;
    private boolean flushing;
    private long toldMsc;
    private long aliveMsc;
    private long awaySinceMsc;
    private String problem = "";

    /**
     * @param maxWaiting ticks that may wait for the disk
     * @param here runs tasks on the owner's context
     */
    public HistoryWriter(
            HistoryStore store, SeriesNames names, int maxWaiting, Executor here, Clock clock, HistoryMetrics metrics) {
        this.store = store;
        this.names = names;
        this.maxWaiting = maxWaiting;
        this.here = here;
        this.clock = clock;
        this.metrics = metrics;
        this.gaps = new GapBook(store, here);
    }

    /** Looks when a node was last there, for the gap since then. Never fails. */
    public Future<Void> start() {
        Promise<Void> started = Promise.promise();
        store.lastAlive()
                .otherwise(0L)
                .onSuccess(alive -> here.execute(() -> {
                    aliveMsc = alive;
                    awaySinceMsc = clock.millis() - alive > SeriesSession.ABSENCE_MS ? alive : 0;
                    started.complete();
                }));
        return started.future();
    }

    /** One tick of a stream, in order. */
    public void accept(Tick tick) {
        SeriesSession session = sessions.get(tick.symbol());
        if (session == null) {
            session = begin(tick);
        }
        if (waiting >= maxWaiting) {
            drop(session, tick);
            return;
        }
        boolean first = !session.isOpen() && session.first() == null;
        Verdict verdict = session.accept(tick);
        count(verdict);
        if (first) {
            look(session);
        } else {
            gap(session);
        }
    }

    private SeriesSession begin(Tick tick) {
        SeriesSession session = new SeriesSession(tick.symbol(), names.live(tick.symbol()));
        boolean missed = unheard.remove(tick.symbol());
        if (Math.abs(clock.millis() - tick.timeMsc()) < PRESENT_MS) {
            if (missed && aliveMsc > 0) {
                session.unheard(aliveMsc);
            } else if (awaySinceMsc > 0) {
                session.away(awaySinceMsc);
            }
        }
        sessions.put(tick.symbol(), session);
        return session;
    }

    private void count(Verdict verdict) {
        if (verdict == Verdict.STORED || verdict == Verdict.UNCHECKED) {
            waiting++;
        } else {
            metrics.tick(verdict == Verdict.COVERED ? "covered" : "late", 1);
        }
        metrics.waiting(waiting);
    }

    private void drop(SeriesSession session, Tick tick) {
        metrics.tick("dropped", 1);
        gaps.drop(session.series(), tick.timeMsc());
    }

    /** Asks what is stored around the first tick. */
    private void look(SeriesSession session) {
        long fromMsc = session.first().timeMsc();
        store.tail(session.series(), fromMsc)
                .onComplete(tail -> here.execute(() -> {
                    if (tail.succeeded() && !session.isOpen()) {
                        int covered = session.open(tail.result());
                        waiting -= covered;
                        metrics.tick("covered", covered);
                        metrics.waiting(waiting);
                        gap(session);
                    }
                }));
    }

    private void gap(SeriesSession session) {
        SeriesTail.Span gap = session.takeGap();
        if (gap != null) {
            gaps.tell(
                    session.series(),
                    gap.firstMsc(),
                    gap.lastMsc(),
                    HistoryGap.Kind.AWAY,
                    "the terminal will be asked");
        }
    }

    /** The feed of these streams is away from now on. */
    public void away(Predicate<String> streams) {
        long now = clock.millis();
        sessions.values().stream()
                .filter(session -> streams.test(session.stream()))
                .forEach(session -> session.away(now));
    }

    /** What this stream said before its next tick is not known; told before that tick comes. */
    @Override
    public void unheard(String stream) {
        if (!sessions.containsKey(stream)) {
            unheard.add(stream);
        }
    }

    /** So many ticks of a stream, at most, were heard and could not be held. */
    @Override
    public void lost(String stream, long fromMsc, long toMsc, int ticks) {
        metrics.tick("dropped", ticks);
        gaps.tell(
                names.live(stream),
                fromMsc,
                toMsc,
                HistoryGap.Kind.AWAY,
                "up to " + ticks + " ticks came before it was known what came before them");
    }

    /** Writes what waits, unless a write is under way; call now and then. */
    public Future<Void> flush() {
        long now = clock.millis();
        if (flushing) {
            return Future.succeededFuture();
        }
        sessions.values().stream()
                .filter(session -> !session.isOpen() && session.first() != null)
                .forEach(this::look);
        List<SeriesSession> taking = new ArrayList<>();
        List<TickRun> runs = new ArrayList<>();
        int ticks = 0;
        for (SeriesSession session : sessions.values()) {
            if (ticks < BATCH && session.isOpen() && session.waiting() > 0) {
                List<TickRun> taken = session.take(BATCH - ticks);
                ticks += taken.stream().mapToInt(run -> run.ticks().size()).sum();
                runs.addAll(taken);
                taking.add(session);
            }
        }
        if (runs.isEmpty() && now - toldMsc < ALIVE_MS) {
            kept();
            return Future.succeededFuture();
        }
        flushing = true;
        toldMsc = now;
        int written = ticks;
        Promise<Void> done = Promise.promise();
        long beganNanos = clock.nanos();
        store.write(runs, now)
                .onComplete(result -> here.execute(() -> {
                    flushing = false;
                    if (result.succeeded()) {
                        taking.forEach(SeriesSession::done);
                        waiting -= written;
                        metrics.tick("stored", written);
                        metrics.flushed(clock.nanos() - beganNanos);
                        problem = "";
                        gaps.ready();
                    } else {
                        taking.forEach(SeriesSession::undone);
                        tell(result.cause());
                    }
                    metrics.waiting(waiting);
                    kept();
                    done.handle(result);
                    if (result.succeeded() && (waiting >= BATCH / 2 || !paced.isEmpty())) {
                        flush();
                    }
                }));
        return done.future();
    }

    private void tell(Throwable failure) {
        if (problem.isEmpty()) {
            LOG.warn("ticks are not stored: {}", failure.getMessage());
        }
        problem = String.valueOf(failure.getMessage());
    }

    /** Completes when ticks are not going to be dropped for a while; at once while the disk takes none. */
    public Future<Void> keptUp() {
        if (waiting < maxWaiting / 2 || !problem.isEmpty()) {
            return Future.succeededFuture();
        }
        Promise<Void> promise = Promise.promise();
        paced.add(promise);
        flush();
        return promise.future();
    }

    private void kept() {
        if (waiting < maxWaiting / 2 || !problem.isEmpty()) {
            List<Promise<Void>> now = List.copyOf(paced);
            paced.clear();
            now.forEach(Promise::tryComplete);
        }
    }

    /** Writes all that waits, as far as the disk takes it. */
    public Future<Void> drain() {
        return drain(DRAIN_TRIES);
    }

    private Future<Void> drain(int tries) {
        if (waiting == 0 && !flushing || tries == 0) {
            gaps.ready();
            // Whoever comes next sees that the node was there until now.
            return store.write(List.of(), clock.millis());
        }
        // Questions are answered in order: behind this one it is known what is stored.
        Promise<Void> asked = Promise.promise();
        store.lastAlive().onComplete(answer -> here.execute(asked::complete));
        return asked.future().compose(v -> flush()).compose(v -> drain(tries - 1));
    }

    /** Why ticks are not stored; empty = they are. */
    public String problem() {
        return !gaps.dropping() ? problem : "ticks are dropped: " + (problem.isEmpty() ? "the disk is slow" : problem);
    }

    /** Completes on the owner's context once it is known what of a stream's first ticks was stored before. */
    Future<Void> settled(String stream) {
        SeriesSession session = sessions.get(stream);
        if (session == null || session.isOpen()) {
            return Future.succeededFuture();
        }
        Promise<Void> settled = Promise.promise();
        // Questions are answered in order: the one about the session comes first.
        store.lastAlive().onComplete(answer -> here.execute(settled::complete));
        return settled.future();
    }

    /** The session of a stream, null = no tick came yet. */
    SeriesSession session(String stream) {
        return sessions.get(stream);
    }
}
