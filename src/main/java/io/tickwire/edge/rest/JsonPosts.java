package io.tickwire.edge.rest;

import io.tickwire.domain.ErrorCode;
import io.tickwire.edge.HttpReply;
import io.tickwire.edge.Origins;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;

/** Pages that take a body: bounded, and from a browser only with an Origin of ours, so that no form of a foreign page gets in. */
final class JsonPosts {
    private final Origins origins;

    JsonPosts(Origins origins) {
        this.origins = origins;
    }

    /** A page whose clients do not all say what they send. */
    void any(Router router, HttpMethod method, String path, int maxBytes, Handler<RoutingContext> handler) {
        bounded(router.route(method, path), maxBytes).handler(handler);
    }

    /** Only what is bounded and ours gets to the route's next handler. */
    Route bounded(Route route, int maxBytes) {
        return route.handler(BodyHandler.create(false).setBodyLimit(maxBytes)).handler(ctx -> {
            HttpServerRequest request = ctx.request();
            if (origins.allows(request.getHeader("Origin"), request.getHeader("Host"))) {
                ctx.next();
            } else {
                HttpReply.problem(ctx, 403, ErrorCode.FORBIDDEN.name(), "This Origin may not do that");
            }
        });
    }

    /** What came; empty when nothing did. */
    static byte[] bytes(RoutingContext ctx) {
        boolean absent = ctx.body() == null || ctx.body().length() <= 0;
        return absent ? new byte[0] : ctx.body().buffer().getBytes();
    }
}
