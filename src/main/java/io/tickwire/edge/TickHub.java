package io.tickwire.edge;

import io.tickwire.bus.Addresses;
import io.tickwire.bus.Subscription;
import io.tickwire.bus.TypedBus;
import io.tickwire.domain.Tick;
import io.tickwire.ops.Clock;
import io.tickwire.ops.Metrics;
import io.tickwire.ops.Metrics.Stage;
import io.tickwire.protocol.ticks.EncodedTick;
import io.tickwire.protocol.ticks.TickEncoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Brings ticks from the bus to the sessions of one edge. It listens to a stream only while somebody here watches it,
 * encodes each tick once, and hands on at the end of a turn what came in it. Sessions that want every tick of their
 * streams are served in {@link Cohort}s, others one by one. Owner: the edge's context.
 */
final class TickHub {
    /** Ticks of one turn. More are handed on before it ends, so that a turn under load is no longer than its writes. */
    private static final int MAX_TURN = 256;

    private final TypedBus bus;
    private final Clock clock;
    private final Metrics metrics;
    private final Turn turn;
    private final Map<String, Audience> audiences = new HashMap<>();
    private final Map<Cohort.Key, Cohort> cohorts = new HashMap<>();
    private final Map<Session, Cohort> places = new HashMap<>();
    private final Set<Cohort> dirty = new LinkedHashSet<>();
    private final Set<Session> holding = new LinkedHashSet<>();
    private final List<Tick> inTurn = new ArrayList<>();

    /** Who watches a stream. */
    private static final class Audience {
        private final Set<Session> single = new LinkedHashSet<>();
        private final Set<Cohort> together = new LinkedHashSet<>();
        private Subscription subscription;

        private boolean isEmpty() {
            return single.isEmpty() && together.isEmpty();
        }
    }

    TickHub(TypedBus bus, Clock clock, Metrics metrics, Turn turn) {
        this.bus = bus;
        this.clock = clock;
        this.metrics = metrics;
        this.turn = turn;
    }

    /** A session begins to watch a stream. Call {@link #settle} when it has been told the past. */
    void join(Session session, String stream) {
        single(session);
        audience(stream).single.add(session);
    }

    /** A session watches a stream no more. Call {@link #settle} when it has left all that it leaves. */
    void leave(Session session, String stream) {
        single(session);
        Audience audience = audiences.get(stream);
        if (audience != null && audience.single.remove(session) && audience.isEmpty()) {
            audiences.remove(stream);
            audience.subscription.cancel();
        }
    }

    /** A session's wishes have changed: serves it together with others that have the same, if it takes every tick. */
    void settle(Session session) {
        single(session);
        Watchlist watchlist = session.watchlist();
        if (!watchlist.takesEveryTick() || session.isClosed()) {
            return;
        }
        endTurn();
        Set<String> streams = Set.copyOf(watchlist.streams());
        Outbound outbound = session.outbound();
        // What a former wish held back is older than all that the cohort will have.
        watchlist.due(clock.nanos()).forEach(outbound::tick);
        Cohort cohort =
                cohorts.computeIfAbsent(new Cohort.Key(streams, outbound.batching(), outbound.deflating()), this::open);
        cohort.add(session);
        places.put(session, cohort);
        streams.forEach(stream -> audience(stream).single.remove(session));
    }

    private Cohort open(Cohort.Key key) {
        Cohort cohort = new Cohort(key);
        key.streams().forEach(stream -> audience(stream).together.add(cohort));
        return cohort;
    }

    /** Serves a session alone, from the end of what came so far in this turn. */
    private void single(Session session) {
        Cohort cohort = places.get(session);
        if (cohort == null) {
            return;
        }
        endTurn();
        places.remove(session);
        cohort.remove(session);
        cohort.key().streams().forEach(stream -> audience(stream).single.add(session));
        if (cohort.isEmpty()) {
            cohorts.remove(cohort.key());
            cohort.key().streams().forEach(stream -> audience(stream).together.remove(cohort));
        }
    }

    private Audience audience(String stream) {
        return audiences.computeIfAbsent(stream, name -> {
            Audience audience = new Audience();
            audience.subscription = bus.subscribe(Addresses.ticks(name), tick -> deliver(audience, tick));
            return audience;
        });
    }

    private void deliver(Audience audience, Tick tick) {
        EncodedTick encoded = TickEncoder.encode(tick);
        if (inTurn.isEmpty()) {
            turn.atEnd(this::endTurn);
        }
        inTurn.add(tick);
        for (Cohort cohort : audience.together) {
            if (cohort.add(encoded)) {
                dirty.add(cohort);
            }
        }
        if (!audience.single.isEmpty()) {
            offer(audience.single, encoded, tick.seq());
        }
        if (inTurn.size() == MAX_TURN) {
            endTurn();
        }
    }

    private void offer(Set<Session> sessions, EncodedTick tick, long seq) {
        long nowNanos = clock.nanos();
        for (Session session : sessions) {
            if (session.watchlist().admit(tick, seq, nowNanos)) {
                session.outbound().tick(tick);
            } else if (session.watchlist().rateLimited()) {
                holding.add(session);
            }
        }
    }

    /** Sends what rate-limited sessions held back long enough. */
    void releaseHeld() {
        if (holding.isEmpty()) {
            return;
        }
        long nowNanos = clock.nanos();
        holding.removeIf(session -> {
            session.watchlist().due(nowNanos).forEach(session.outbound()::tick);
            return session.isClosed() || !session.watchlist().isHolding();
        });
    }

    private void endTurn() {
        if (inTurn.isEmpty() && dirty.isEmpty()) {
            return;
        }
        try {
            while (!dirty.isEmpty()) {
                Cohort next = dirty.iterator().next();
                dirty.remove(next);
                next.flush();
            }
        } finally {
            long nowNanos = clock.nanos();
            for (Tick tick : inTurn) {
                metrics.stage(Stage.TICK_PUBLISHED_TO_WRITTEN, nowNanos - tick.publishedAtNanos());
            }
            inTurn.clear();
            if (!dirty.isEmpty()) {
                // One that failed keeps the others waiting for a turn, not for ever.
                turn.atEnd(this::endTurn);
            }
        }
    }

    /** Streams listened to and cohorts, for tests of what is forgotten. */
    int size() {
        return audiences.size() + cohorts.size();
    }
}
