package io.tickwire.app;

import io.tickwire.bus.Addresses;
import io.tickwire.bus.TypedBus;
import io.tickwire.config.TickwireConfig;
import io.tickwire.ops.Clock;
import io.tickwire.ops.Metrics;
import io.tickwire.ops.VerticleUnit;
import io.tickwire.session.Handover;
import io.tickwire.session.OrderQuotas;
import io.tickwire.session.auth.AuditLog;
import io.tickwire.session.auth.Authenticator;
import io.tickwire.session.auth.Keyring;
import io.tickwire.session.auth.Tickets;
import io.tickwire.verticles.SessionGuard;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.util.List;
import java.util.function.Supplier;

/** The session guard of a node. */
final class GuardServer {
    private static final int TICKET_BYTES = 32;

    private GuardServer() {}

    /** @param config what holds now */
    static VerticleUnit unit(
            Vertx vertx,
            Supplier<TickwireConfig> config,
            Keyring keys,
            AuditLog audit,
            TypedBus bus,
            Clock clock,
            Metrics metrics) {
        SecureRandom random = new SecureRandom();
        Handover<SessionGuard.State> handover = new Handover<>(() -> new SessionGuard.State(
                new OrderQuotas(config.get().limits()),
                new Authenticator(
                        keys, new Tickets(() -> bytes(random)), audit, metrics, clock, task -> aside(vertx, task))));
        return new VerticleUnit(
                "SessionGuard",
                1,
                () -> new SessionGuard(
                        config.get().limits(),
                        keys,
                        handover,
                        // A node that asks for no credentials has little to note, and serves on without noting it.
                        () -> config.get().auth().enabled() ? audit.problem() : "",
                        bus,
                        clock,
                        metrics),
                List.of(
                        Addresses.AUTHENTICATE.toString(),
                        Addresses.SESSION_OPEN.toString(),
                        Addresses.PERMIT.toString(),
                        Addresses.HEARTBEAT.toString()));
    }

    /** On a worker of the context that asks. */
    private static <T> Future<T> aside(Vertx vertx, Supplier<T> task) {
        return vertx.executeBlocking(task::get, true);
    }

    private static byte[] bytes(SecureRandom random) {
        byte[] bytes = new byte[TICKET_BYTES];
        random.nextBytes(bytes);
        return bytes;
    }
}
