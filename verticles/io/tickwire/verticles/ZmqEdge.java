package io.tickwire.verticles;

import io.tickwire.bus.Addresses;
import io.tickwire.config.TerminalConfig;
import io.tickwire.domain.message.PaceDone;
import io.tickwire.domain.message.PacingChange;
import io.tickwire.edge.MarketDirectory;
import io.tickwire.edge.Turn;
import io.tickwire.edge.exec.ExecDoor;
import io.tickwire.edge.zmq.TickSource;
import io.tickwire.edge.zmq.ZmqParts;
import io.tickwire.edge.zmq.ZmqSockets;
import io.tickwire.ops.EventLoopLag;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;

/**
 * ZeroMQ: Expert Advisors that execute themselves, and ticks for whoever subscribes. Its sockets have a thread of their
 * own; when it stops, subscribers are told.
 */
public final class ZmqEdge extends VerticleBase {
    private static final String ID = "zmq";
    private static final long REFRESH_MS = 1_000;

    private final ZmqParts parts;
    private TickSource source;
    private ZmqSockets sockets;

    public ZmqEdge(ZmqParts parts) {
        this.parts = parts;
    }

    @Override
    public Future<?> start() {
        Context here = vertx.getOrCreateContext();
        source = new TickSource(
                parts.bus(),
                new MarketDirectory(
                        parts.bus(),
                        parts.config().terminals().stream()
                                .map(TerminalConfig::id)
                                .toList()),
                parts.clock(),
                new Turn(vertx));
        ExecDoor door = new ExecDoor(
                parts.bus(),
                parts.config().execAccount(),
                parts.config().limits().maxMessageBytes(),
                parts.clock(),
                parts.metrics());
        sockets = new ZmqSockets(parts, door, task -> here.runOnContext(v -> task.run()), source::watched);
        source.to(sockets);
        EventLoopLag.watch(vertx, "ZmqEdge", parts.clock(), parts.metrics());
        return sockets.open().onSuccess(open -> {
            if (parts.config().zmqPub().enabled()) {
                publish(here);
            }
        });
    }

    private void publish(Context here) {
        parts.bus().serve(Addresses.pace(ID), check -> {
            Promise<PaceDone> passed = Promise.promise();
            sockets.pace(() -> here.runOnContext(v -> passed.complete(new PaceDone())));
            return passed.future();
        });
        parts.bus().subscribe(Addresses.CENSUS, census -> introduce());
        introduce();
        source.refresh();
        vertx.setPeriodic(REFRESH_MS, tick -> source.refresh());
        vertx.setPeriodic(parts.config().zmqPub().heartbeat().toMillis(), tick -> source.heartbeat());
    }

    /** A replay waits for its subscribers. */
    private void introduce() {
        parts.bus().publish(Addresses.PACING, new PacingChange(ID, true));
    }

    @Override
    public Future<?> stop() {
        parts.bus().publish(Addresses.PACING, new PacingChange(ID, false));
        source.stop();
        return sockets.close();
    }
}
