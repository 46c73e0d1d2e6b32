package io.tickwire.verticles;

import io.tickwire.bus.Addresses;
import io.tickwire.bus.TypedBus;
import io.tickwire.config.LimitsConfig;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.message.Census;
import io.tickwire.domain.message.HealthReport;
import io.tickwire.domain.message.HealthReport.Level;
import io.tickwire.domain.message.Heartbeat;
import io.tickwire.domain.message.OpenSession.Profile;
import io.tickwire.domain.message.PermitDecision;
import io.tickwire.domain.message.PermitRequest;
import io.tickwire.domain.message.PermitRequest.Kind;
import io.tickwire.domain.message.Revoked;
import io.tickwire.domain.message.SessionDecision;
import io.tickwire.domain.message.Usage;
import io.tickwire.domain.message.UsageQuery;
import io.tickwire.ops.Clock;
import io.tickwire.ops.EventLoopLag;
import io.tickwire.ops.Metrics;
import io.tickwire.session.Handover;
import io.tickwire.session.OrderQuotas;
import io.tickwire.session.SessionRegistry;
import io.tickwire.session.auth.Authenticator;
import io.tickwire.session.auth.Keyring;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.Locale;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Credentials, heartbeats, connection and order quotas for the whole node, so that it does not matter which edge a client is on.
 * When it is redeployed it goes on with the quotas of the one before, and asks the edges who is connected.
 */
public final class SessionGuard extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(SessionGuard.class);
    private static final long KEYS_MS = 2_000;

    /** What nobody could tell a new guard again: who traded and who failed lately. Owner: the guard's context. */
    public record State(OrderQuotas quotas, Authenticator authenticator) {}

    private final LimitsConfig limits;
    private final TypedBus bus;
    private final Clock clock;
    private final Metrics metrics;
    private final SessionRegistry sessions;
    private final Handover<State> handover;
    private final Keyring keys;
    private final Supplier<String> auditProblem;
    private State state;
    private String told = "";
    private boolean looking;

    /**
     * @param handover what the guard before this one left
     * @param auditProblem why the audit log cannot be written, empty when it can
     */
    public SessionGuard(
            LimitsConfig limits,
            Keyring keys,
            Handover<State> handover,
            Supplier<String> auditProblem,
            TypedBus bus,
            Clock clock,
            Metrics metrics) {
        this.limits = limits;
        this.keys = keys;
        this.handover = handover;
        this.auditProblem = auditProblem;
        this.bus = bus;
        this.clock = clock;
        this.metrics = metrics;
        this.sessions = new SessionRegistry(limits);
    }

    @Override
    public Future<?> start() {
        state = handover.take();
        OrderQuotas quotas = state.quotas();
        quotas.use(limits);
        Authenticator authenticator = state.authenticator();
        bus.serve(
                Addresses.SESSION_OPEN, session -> Future.succeededFuture(new SessionDecision(sessions.open(session))));
        bus.subscribe(Addresses.SESSION_CLOSE, session -> sessions.close(session.session()));
        bus.serve(Addresses.PERMIT, request -> {
            Refusal refusal = quotas.acquire(request, clock.nanos());
            if (refusal != null) {
                metrics.refused("permit", request.kind().name().toLowerCase(Locale.ROOT));
            }
            return Future.succeededFuture(new PermitDecision(refusal));
        });
        bus.serve(Addresses.USAGE, query -> Future.succeededFuture(usage(query)));
        bus.serve(Addresses.AUTHENTICATE, authenticator::check);
        bus.serve(Addresses.TICKET, request -> Future.succeededFuture(authenticator.ticket(request)));
        vertx.setPeriodic(KEYS_MS, tick -> look());
        vertx.setPeriodic(limits.heartbeat().toMillis(), tick -> beat());
        EventLoopLag.watch(vertx, "SessionGuard", clock, metrics);
        bus.publish(Addresses.CENSUS, new Census());
        return Future.succeededFuture();
    }

    /** Keys that were added are good from now on; who came in by one that is gone is told to leave. */
    private void look() {
        if (looking) {
            return;
        }
        looking = true;
        vertx.executeBlocking(keys::refresh, false).onComplete(done -> {
            looking = false;
            if (done.succeeded() && !done.result().isEmpty()) {
                state.authenticator().revoked(done.result());
                bus.publish(Addresses.REVOKED, new Revoked(done.result()));
            }
            tell(done.failed() ? done.cause().toString() : keys.problem());
        });
    }

    private void tell(String problem) {
        if (!problem.isEmpty() && !problem.equals(told)) {
            LOG.error("keys: the older ones stay, because {}", problem);
        }
        told = problem;
        report("keys", problem);
        report("audit log", auditProblem.get());
    }

    private void report(String component, String problem) {
        bus.publish(
                Addresses.HEALTH,
                new HealthReport(component, problem.isEmpty() ? Level.HEALTHY : Level.DEGRADED, problem));
    }

    private Usage usage(UsageQuery query) {
        long nowNanos = clock.nanos();
        return new Usage(
                sessions.all(),
                sessions.bridgeFrom(query.ip()),
                state.quotas().left(new PermitRequest(query.identity(), Kind.ORDER), nowNanos),
                state.quotas().left(new PermitRequest(query.identity(), Kind.CLOSE), nowNanos));
    }

    private void beat() {
        state.authenticator().sweep();
        state.quotas().sweep(clock.nanos());
        bus.publish(
                Addresses.HEARTBEAT,
                new Heartbeat(clock.millis(), sessions.open(Profile.BRIDGE), sessions.open(Profile.TICKS)));
    }

    @Override
    public Future<?> stop() {
        handover.leave(state);
        return Future.succeededFuture();
    }
}
