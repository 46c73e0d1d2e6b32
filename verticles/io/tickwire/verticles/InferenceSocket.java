package io.tickwire.verticles;

import io.tickwire.bus.Addresses;
import io.tickwire.bus.Subscription;
import io.tickwire.edge.inference.InferenceDoor;
import io.tickwire.edge.inference.InferenceParts;
import io.tickwire.edge.inference.InferencePorts;
import io.tickwire.ops.EventLoopLag;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;

/**
 * Closing prices in, buy or sell out, over TCP and WebSocket on one port. Several instances share the ports; each owns the
 * sessions that it accepted. When it stops it answers what is under way, and sends its clients to another instance.
 */
public final class InferenceSocket extends VerticleBase {
    private static final long SWEEP_MS = 1000;
    private static final Duration MAX_GOODBYE = Duration.ofMillis(1500);

    private final InferenceParts parts;
    private final String id;
    private InferenceDoor door;
    private InferencePorts ports;
    private Subscription revoked;

    /** @param id unique on the node */
    public InferenceSocket(InferenceParts parts, String id) {
        this.parts = parts;
        this.id = id;
    }

    @Override
    public Future<?> start() {
        door = new InferenceDoor(vertx, parts, id);
        ports = new InferencePorts(vertx, parts, door);
        revoked = parts.bus().subscribe(Addresses.REVOKED, door::revoke);
        vertx.setPeriodic(SWEEP_MS, tick -> door.sweep());
        EventLoopLag.watch(vertx, "InferenceSocket", parts.clock(), parts.metrics());
        return ports.open();
    }

    /** The ports first: a newcomer must not come to an instance that sends everybody away. */
    @Override
    public Future<?> stop() {
        revoked.cancel();
        Future<Void> closed = ports.close(patience());
        door.stop();
        return closed;
    }

    /** How long everybody may take to get their answers and take the end; one that does not read is not waited for. */
    private Duration patience() {
        Duration answers = parts.config().inference().timeout().plusMillis(500);
        return answers.compareTo(MAX_GOODBYE) < 0 ? answers : MAX_GOODBYE;
    }
}
