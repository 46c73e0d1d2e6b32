package io.tickwire.verticles;

import io.tickwire.bus.Addresses;
import io.tickwire.bus.TypedBus;
import io.tickwire.config.LimitsConfig;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.message.Census;
import io.tickwire.domain.message.Heartbeat;
import io.tickwire.domain.message.OpenSession.Profile;
import io.tickwire.domain.message.PermitDecision;
import io.tickwire.domain.message.SessionDecision;
import io.tickwire.ops.Clock;
import io.tickwire.ops.EventLoopLag;
import io.tickwire.ops.Metrics;
import io.tickwire.session.OrderQuotas;
import io.tickwire.session.SessionRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.Locale;

/**
 * Heartbeats, connection and order quotas for the whole node, so that it does not matter which edge a client is on.
 * When it starts anew it asks the edges who is connected.
 */
public final class SessionGuard extends VerticleBase {
    private final LimitsConfig limits;
    private final TypedBus bus;
    private final Clock clock;
    private final Metrics metrics;
    private final SessionRegistry sessions;
    private final OrderQuotas quotas;

    public SessionGuard(LimitsConfig limits, TypedBus bus, Clock clock, Metrics metrics) {
        this.limits = limits;
        this.bus = bus;
        this.clock = clock;
        this.metrics = metrics;
        this.sessions = new SessionRegistry(limits);
        this.quotas = new OrderQuotas(limits);
    }

    @Override
    public Future<?> start() {
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
        vertx.setPeriodic(limits.heartbeat().toMillis(), tick -> beat());
        EventLoopLag.watch(vertx, "SessionGuard", clock, metrics);
        bus.publish(Addresses.CENSUS, new Census());
        return Future.succeededFuture();
    }

    private void beat() {
        quotas.sweep(clock.nanos());
        bus.publish(
                Addresses.HEARTBEAT,
                new Heartbeat(clock.millis(), sessions.open(Profile.BRIDGE), sessions.open(Profile.TICKS)));
    }
}
