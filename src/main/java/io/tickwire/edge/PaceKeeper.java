package io.tickwire.edge;

import io.tickwire.domain.message.PaceDone;
import io.tickwire.ops.Clock;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/**
 * Tells a replaying poller when this edge has passed everything on. It waits for clients that read, even slowly, and
 * gives up on one that did not read for a grace: that one is conflated then. Owner: the edge's context.
 */
final class PaceKeeper {
    private static final long GRACE_NANOS = 1_000_000_000L;

    private final Supplier<Collection<Session>> sessions;
    private final Turn turn;
    private final Clock clock;
    private final List<Promise<PaceDone>> waiting = new ArrayList<>();

    PaceKeeper(Supplier<Collection<Session>> sessions, Turn turn, Clock clock) {
        this.sessions = sessions;
        this.turn = turn;
        this.clock = clock;
    }

    /** Answered when the present turn's ticks were written and everybody has kept up. */
    Future<PaceDone> check() {
        Promise<PaceDone> promise = Promise.promise();
        waiting.add(promise);
        turn.atEnd(this::progressed);
        return promise.future();
    }

    /** Call after a client took something, and now and then. */
    void progressed() {
        if (!waiting.isEmpty() && allKeptUp()) {
            List<Promise<PaceDone>> done = List.copyOf(waiting);
            waiting.clear();
            done.forEach(promise -> promise.tryComplete(new PaceDone()));
        }
    }

    private boolean allKeptUp() {
        long nowNanos = clock.nanos();
        for (Session session : sessions.get()) {
            boolean slowByWish = session.watchlist().rateLimited();
            if (session.watchlist().size() > 0
                    && session.closeCode() == null
                    && !slowByWish
                    && !session.outbound().keptUp()
                    && session.stalledNanos(nowNanos) < GRACE_NANOS) {
                return false;
            }
        }
        return true;
    }
}
