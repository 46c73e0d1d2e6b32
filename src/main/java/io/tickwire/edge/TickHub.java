package io.tickwire.edge;

import io.tickwire.bus.Addresses;
import io.tickwire.bus.Subscription;
import io.tickwire.bus.TypedBus;
import io.tickwire.domain.Tick;
import io.tickwire.ops.Clock;
import io.tickwire.ops.Metrics;
import io.tickwire.ops.Metrics.Stage;
import io.tickwire.protocol.ticks.TickEncoder;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Brings ticks from the bus to the sessions of one edge. It listens to a stream only while somebody here watches it,
 * and encodes each tick once for all of them. Owner: the edge's context.
 */
final class TickHub {
    private final TypedBus bus;
    private final Clock clock;
    private final Metrics metrics;
    private final Consumer<Session> flushLater;
    private final Map<String, Audience> audiences = new HashMap<>();
    private final Set<Session> holding = new LinkedHashSet<>();

    private record Audience(Set<Session> sessions, Subscription subscription) {}

    /** @param flushLater asks for a flush of a batching session at the end of the present turn */
    TickHub(TypedBus bus, Clock clock, Metrics metrics, Consumer<Session> flushLater) {
        this.bus = bus;
        this.clock = clock;
        this.metrics = metrics;
        this.flushLater = flushLater;
    }

    void join(Session session, String stream) {
        audiences
                .computeIfAbsent(
                        stream,
                        name -> new Audience(
                                new LinkedHashSet<>(), bus.subscribe(Addresses.ticks(name), this::deliver)))
                .sessions()
                .add(session);
    }

    void leave(Session session, String stream) {
        Audience audience = audiences.get(stream);
        if (audience != null
                && audience.sessions().remove(session)
                && audience.sessions().isEmpty()) {
            audiences.remove(stream);
            audience.subscription().cancel();
        }
    }

    /** Sends what rate-limited sessions held back long enough. */
    void releaseHeld() {
        if (holding.isEmpty()) {
            return;
        }
        long nowNanos = clock.nanos();
        holding.removeIf(session -> {
            session.watchlist().due(nowNanos).forEach(held -> session.outbound().tick(held.getKey(), held.getValue()));
            session.outbound().flush();
            return session.isClosed() || !session.watchlist().isHolding();
        });
    }

    private void deliver(Tick tick) {
        Audience audience = audiences.get(tick.symbol());
        if (audience == null) {
            return;
        }
        String data = TickEncoder.data(tick);
        long nowNanos = clock.nanos();
        for (Session session : audience.sessions()) {
            if (session.watchlist().admit(tick.symbol(), tick.seq(), data, nowNanos)) {
                session.outbound().tick(tick.symbol(), data);
                if (session.outbound().batching()) {
                    flushLater.accept(session);
                }
            } else if (session.watchlist().rateLimited()) {
                holding.add(session);
            }
        }
        metrics.stage(Stage.TICK_PUBLISHED_TO_WRITTEN, clock.nanos() - tick.publishedAtNanos());
    }
}
