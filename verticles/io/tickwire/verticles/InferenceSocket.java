package io.tickwire.verticles;

import io.tickwire.bus.Addresses;
import io.tickwire.bus.Subscription;
import io.tickwire.edge.inference.InferenceDoor;
import io.tickwire.edge.inference.InferenceParts;
import io.tickwire.edge.inference.InferencePorts;
import io.tickwire.ops.EventLoopLag;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;

/**
 * Closing prices in, buy or sell out, over TCP and WebSocket on one port. Several instances share the ports; each owns the
 * sessions that it accepted. When it stops it answers what is under way, and sends its clients to another instance.
 */
public final class InferenceSocket extends VerticleBase {
    private static final long SWEEP_MS = 1000;
    private static final long POLL_MS = 10;
    private static final long MAX_GOODBYE_MS = 1500;

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

    @Override
    public Future<?> stop() {
        revoked.cancel();
        door.stop();
        return allGone().eventually(ports::close);
    }

    /** Waits until everybody has their answers and took the end, but not for one that does not read. */
    private Future<Void> allGone() {
        Promise<Void> gone = Promise.promise();
        long patience = Math.min(
                MAX_GOODBYE_MS, 500 + parts.config().inference().timeout().toMillis());
        long deadline = vertx.setTimer(patience, late -> gone.tryComplete());
        long poll = vertx.setPeriodic(POLL_MS, tick -> {
            if (door.isEmpty()) {
                gone.tryComplete();
            }
        });
        return gone.future().onComplete(done -> {
            vertx.cancelTimer(deadline);
            vertx.cancelTimer(poll);
        });
    }
}
