package io.tickwire.verticles;

import io.tickwire.edge.Edge;
import io.tickwire.edge.EdgeParts;
import io.tickwire.edge.Listeners;
import io.tickwire.edge.rest.RestParts;
import io.tickwire.edge.rest.RestRouter;
import io.tickwire.ops.EventLoopLag;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.util.Map;

/**
 * Sockets and sessions: bridge profile, tick stream, dashboard, health. Several instances share the ports; each owns the
 * sessions that it accepted. When it stops it sends its clients to another one (4002), or away with the node (1001).
 */
public final class WebSocketEdge extends VerticleBase {
    /** What a client that does not read is waited for when the node goes. */
    private static final long GOODBYE_MS = 1000;
    /** The same, and what an answer may take, when only this instance goes. */
    private static final long DRAIN_MS = 3000;

    private final EdgeParts parts;
    private final Future<RestParts> rest;
    private final String id;
    private final long epoch;
    private Edge edge;
    private Listeners listeners;

    /**
     * @param rest what the HTTP sides share, loaded while other verticles start
     * @param id unique on the node
     */
    public WebSocketEdge(EdgeParts parts, Future<RestParts> rest, String id, long epoch) {
        this.parts = parts;
        this.rest = rest;
        this.id = id;
        this.epoch = epoch;
    }

    @Override
    public Future<?> start() {
        edge = new Edge(vertx, parts, id, epoch);
        EventLoopLag.watch(vertx, "WebSocketEdge", parts.clock(), parts.metrics());
        // What the edges share was loaded elsewhere, and is told there.
        Context here = vertx.getOrCreateContext();
        Promise<Void> opened = Promise.promise();
        rest.onSuccess(loaded -> here.runOnContext(v -> open(loaded).onComplete(opened)))
                .onFailure(opened::tryFail);
        return opened.future();
    }

    private Future<Void> open(RestParts loaded) {
        RestRouter router = new RestRouter(vertx, parts, loaded, edge.access());
        listeners = new Listeners(
                vertx,
                parts,
                edge,
                Map.of("http", router.all(), "restCompat", router.compat(), "execHttp", router.exec()));
        return listeners.open().onSuccess(open -> edge.start());
    }

    /** No new connection comes here from now on; requests that came are answered, and clients take their close frames. */
    @Override
    public Future<?> stop() {
        edge.stop();
        return listeners.drain(parts.stopping().getAsBoolean() ? GOODBYE_MS : DRAIN_MS);
    }
}
