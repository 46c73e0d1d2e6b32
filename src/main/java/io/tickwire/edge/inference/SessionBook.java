package io.tickwire.edge.inference;

import io.tickwire.config.LimitsConfig;
import io.tickwire.domain.message.Revoked;
import io.tickwire.edge.Caller;
import io.tickwire.ops.Clock;
import io.tickwire.ops.Metrics;
import io.tickwire.protocol.CloseCode;
import io.tickwire.session.auth.Audit;
import io.tickwire.session.auth.AuditEvent;
import io.tickwire.session.auth.AuditEvent.What;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The open sessions of one inference socket: closes those that are idle, too slow, or nobody any more. Owner: the
 * verticle's context.
 */
final class SessionBook {
    /** As the metrics name this door. */
    static final String PROFILE = "inference";

    private static final int DRAIN_SECONDS = 5;

    private final LimitsConfig limits;
    private final Duration idleTimeout;
    private final Clock clock;
    private final Metrics metrics;
    private final Audit audit;
    private final Map<String, InferenceSession> sessions = new LinkedHashMap<>();
    private volatile int count;

    SessionBook(LimitsConfig limits, Duration idleTimeout, Clock clock, Metrics metrics, Audit audit) {
        this.limits = limits;
        this.idleTimeout = idleTimeout;
        this.clock = clock;
        this.metrics = metrics;
        this.audit = audit;
    }

    /** Open sessions. Any thread. */
    int count() {
        return count;
    }

    void add(InferenceSession session) {
        sessions.put(session.id(), session);
        count = sessions.size();
    }

    /** The connection is gone. */
    void remove(InferenceSession session) {
        if (sessions.remove(session.id()) != null) {
            count = sessions.size();
            metrics.sessionClosed(PROFILE, session.closeCode());
        }
    }

    /** Closes who is idle or does not read; called every second. */
    void sweep() {
        long nowNanos = clock.nanos();
        long nowMsc = clock.millis();
        long graceNanos = limits.slowConsumerGrace().toNanos();
        for (InferenceSession session : List.copyOf(sessions.values())) {
            if (session.caller() != null && session.caller().identity().isExpired(nowMsc)) {
                end(session, What.EXPIRED, "the credential has expired: connect with a new one");
            } else if (session.deadlineNanos() != 0 && nowNanos - session.deadlineNanos() >= 0) {
                session.end(CloseCode.POLICY, "too slow to say who is there");
            } else if (session.stalledNanos(nowNanos) >= graceNanos) {
                session.end(
                        CloseCode.SLOW_CONSUMER, "slow consumer: nothing read for " + graceNanos / 1_000_000 + " ms");
            } else if (session.isIdle(nowNanos, idleTimeout.toNanos())) {
                session.end(CloseCode.IDLE, "idle for " + idleTimeout.toSeconds() + " seconds");
            }
        }
    }

    /** Closes whoever came in by a credential that is not accepted any more. */
    void revoke(Revoked revoked) {
        for (InferenceSession session : List.copyOf(sessions.values())) {
            if (session.caller() != null
                    && revoked.credentials()
                            .contains(session.caller().identity().credential())) {
                end(session, What.REVOKED, "the credential was revoked or changed: connect with another one");
            }
        }
    }

    private void end(InferenceSession session, What what, String why) {
        if (!session.isEnding()) {
            Caller caller = session.caller();
            audit.note(new AuditEvent(
                    clock.millis(), what, caller.who(), caller.ip(), session.id(), PROFILE, "closed", why));
            session.end(CloseCode.TOKEN_EXPIRED, why);
        }
    }

    /** Answers what is under way and sends everybody away, not all to come back at the same moment. */
    void endAll(boolean nodeGoesToo) {
        int number = 0;
        for (InferenceSession session : List.copyOf(sessions.values())) {
            if (nodeGoesToo) {
                session.endWhenAnswered(CloseCode.GOING_AWAY, "server is going away");
            } else {
                session.endWhenAnswered(
                        CloseCode.DRAINING, "draining, reconnect in " + (1 + number++ % DRAIN_SECONDS) + " s");
            }
        }
    }
}
