package io.tickwire.edge.rest;

import io.tickwire.edge.HttpReply;
import io.vertx.ext.web.RoutingContext;

/** Runs a step of a request, whatever comes of it: the client gets one answer. */
final class Handling {

    private Handling() {}

    static void guarded(RoutingContext ctx, Runnable step) {
        try {
            step.run();
        } catch (RefusedRequest refused) {
            HttpReply.problem(ctx, refused.refusal());
        } catch (RuntimeException broken) {
            ctx.fail(broken);
        }
    }
}
