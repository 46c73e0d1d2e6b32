package io.tickwire.edge;

import io.tickwire.bus.Addresses;
import io.tickwire.bus.TypedBus;
import io.tickwire.config.LimitsConfig;
import io.tickwire.domain.ErrorCode;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.message.CloseSession;
import io.tickwire.domain.message.Heartbeat;
import io.tickwire.domain.message.OpenSession;
import io.tickwire.domain.message.OpenSession.Profile;
import io.tickwire.domain.message.SessionDecision;
import io.tickwire.edge.frames.Received.Part;
import io.tickwire.ops.Clock;
import io.tickwire.ops.Metrics;
import io.tickwire.protocol.CloseCode;
import io.tickwire.session.SlidingWindow;
import io.tickwire.session.auth.Audit;
import io.tickwire.session.auth.AuditEvent;
import io.tickwire.session.auth.AuditEvent.What;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The open sessions of one edge: lets them in by the guard's leave, counts their messages, and closes those that are
 * idle, dead, too slow or abusive. Owner: the edge's context.
 */
final class SessionKeeper {
    /** Over how many seconds those come back whom a draining edge sends away. */
    private static final int DRAIN_SECONDS = 5;

    private final TypedBus bus;
    private final LimitsConfig limits;
    private final Clock clock;
    private final Metrics metrics;
    private final EdgeStats stats;
    private final Map<Profile, MessageHandler> handlers;
    private final Audit audit;
    private final Map<String, Session> sessions = new LinkedHashMap<>();
    private final Map<Profile, AtomicInteger> counts = new EnumMap<>(Profile.class);

    SessionKeeper(
            TypedBus bus,
            LimitsConfig limits,
            Clock clock,
            Metrics metrics,
            EdgeStats stats,
            Map<Profile, MessageHandler> handlers,
            Audit audit) {
        this.bus = bus;
        this.limits = limits;
        this.clock = clock;
        this.metrics = metrics;
        this.stats = stats;
        this.handlers = handlers;
        this.audit = audit;
        for (Profile profile : Profile.values()) {
            counts.put(profile, new AtomicInteger());
        }
    }

    boolean isOpen(Session session) {
        return sessions.containsKey(session.id());
    }

    Collection<Session> sessions() {
        return sessions.values();
    }

    /** Open sessions of a profile. Any thread. */
    int count(Profile profile) {
        return counts.get(profile).get();
    }

    /** Asks the guard to let a session in. The future says whether it is; a refused one is told why and closed. */
    Future<Boolean> open(Session session) {
        OpenSession question = new OpenSession(
                session.id(), session.profile(), session.caller().ip(), false);
        return bus.request(Addresses.SESSION_OPEN, question)
                .otherwise(gone -> new SessionDecision(
                        Refusal.of(ErrorCode.MAX_CONNECTIONS, "The server is starting, try again in a moment")))
                .compose(decision -> decision.granted() ? admit(session) : turnAway(session, decision.refusal()));
    }

    private Future<Boolean> admit(Session session) {
        if (session.isClosed()) {
            bus.publish(Addresses.SESSION_CLOSE, new CloseSession(session.id()));
            return Future.succeededFuture(false);
        }
        sessions.put(session.id(), session);
        counts.get(session.profile()).incrementAndGet();
        stats.opened();
        return handlers.get(session.profile()).opened(session).map(true);
    }

    private Future<Boolean> turnAway(Session session, Refusal refusal) {
        // A guard that answered too late may have counted it.
        bus.publish(Addresses.SESSION_CLOSE, new CloseSession(session.id()));
        metrics.refused("connection", session.profile().label());
        handlers.get(session.profile()).refuse(session, refusal);
        session.close(CloseCode.NO_ROOM, refusal.message());
        return Future.succeededFuture(false);
    }

    /** A message of an open session, or a part of one. */
    void message(Session session, Part message) {
        long nowNanos = clock.nanos();
        session.liveness().onMessage(nowNanos);
        if (session.profile() != Profile.ECHO) {
            long wait = session.messages().tryAcquire(nowNanos);
            if (wait > 0) {
                tooMany(session, wait, nowNanos);
                return;
            }
        }
        handlers.get(session.profile()).message(session, message);
    }

    private void tooMany(Session session, long waitNanos, long nowNanos) {
        metrics.message(session.profile().label(), "any", "rate_limited");
        MessageHandler handler = handlers.get(session.profile());
        handler.refuse(
                session,
                Refusal.rateLimited(limits.messagesPerSecond(), "1 second", SlidingWindow.secondsUp(waitNanos)));
        if (session.abuse().refused(nowNanos)) {
            session.close(
                    CloseCode.ABUSE,
                    "rate limit ignored for " + limits.abuseGrace().toSeconds() + " seconds");
        }
    }

    /** A message over the size limit. */
    void tooLarge(Session session, int maxBytes) {
        metrics.message(session.profile().label(), "any", "too_large");
        Refusal refusal = Refusal.of(ErrorCode.MESSAGE_TOO_LARGE, "Message larger than " + maxBytes + " bytes")
                .with("limit", maxBytes);
        handlers.get(session.profile()).refuse(session, refusal);
        session.close(CloseCode.TOO_BIG, refusal.message());
    }

    /** The connection is gone. False when it was never let in or is gone already. */
    boolean closed(Session session, int closeCode) {
        session.markClosed();
        metrics.sessionClosed(session.profile().label(), closeCode);
        if (sessions.remove(session.id()) == null) {
            return false;
        }
        counts.get(session.profile()).decrementAndGet();
        stats.closed();
        bus.publish(Addresses.SESSION_CLOSE, new CloseSession(session.id()));
        return true;
    }

    /** Tells a new guard who is here. */
    void census() {
        for (Session session : sessions.values()) {
            bus.request(
                    Addresses.SESSION_OPEN,
                    new OpenSession(
                            session.id(), session.profile(), session.caller().ip(), true));
        }
    }

    /** Pings everybody, and closes who missed two pongs. */
    void heartbeat(Heartbeat beat) {
        for (Session session : List.copyOf(sessions.values())) {
            if (session.liveness().isDead()) {
                session.close(CloseCode.IDLE, "no answer to two pings");
                continue;
            }
            session.ping();
            handlers.get(session.profile()).heartbeat(session, beat);
        }
    }

    /** Closes who is idle or does not read; called every second. */
    void sweep() {
        long nowNanos = clock.nanos();
        long nowMsc = clock.millis();
        long graceNanos = limits.slowConsumerGrace().toNanos();
        for (Session session : List.copyOf(sessions.values())) {
            if (session.caller().identity().isExpired(nowMsc)) {
                end(session, What.EXPIRED, "the credential has expired: connect with a new one");
            } else if (session.liveness().isIdle(nowNanos, limits.idleTimeout().toNanos())) {
                session.close(CloseCode.IDLE, "idle for " + limits.idleTimeout().toSeconds() + " seconds");
            } else if (session.stalledNanos(nowNanos) >= graceNanos) {
                session.close(
                        CloseCode.SLOW_CONSUMER, "slow consumer: nothing read for " + graceNanos / 1_000_000 + " ms");
            }
        }
    }

    /** Closes whoever came in by a credential that is not accepted any more. */
    void revoke(Set<String> credentials) {
        for (Session session : List.copyOf(sessions.values())) {
            if (credentials.contains(session.caller().identity().credential())) {
                end(session, What.REVOKED, "the credential was revoked or changed: connect with another one");
            }
        }
    }

    private void end(Session session, What what, String why) {
        if (session.closeCode() == null) {
            Caller caller = session.caller();
            audit.note(new AuditEvent(
                    clock.millis(), what, caller.who(), caller.ip(), session.clientId(), session.id(), "closed", why));
            session.close(CloseCode.TOKEN_EXPIRED, why);
        }
    }

    void closeAll(CloseCode code, String reason) {
        List.copyOf(sessions.values()).forEach(session -> session.close(code, reason));
    }

    /** Sends everybody to another edge, not all at the same moment. */
    void drain() {
        int number = 0;
        for (Session session : List.copyOf(sessions.values())) {
            session.close(CloseCode.DRAINING, "draining, reconnect in " + (1 + number++ % DRAIN_SECONDS) + " s");
        }
    }
}
