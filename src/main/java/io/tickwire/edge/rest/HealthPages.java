package io.tickwire.edge.rest;

import io.tickwire.domain.message.HealthReport;
import io.tickwire.edge.HttpReply;
import io.tickwire.edge.ServerView;
import io.tickwire.protocol.json.IsoTime;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.function.Supplier;

/** What load balancers and monitoring ask. Owner: the edge's context. */
final class HealthPages implements Operations {
    private final Vertx vertx;
    private final ServerView server;
    private final Supplier<String> metrics;

    /** @param metrics text of the metrics page, empty when it is switched off; called on a worker */
    HealthPages(Vertx vertx, ServerView server, Supplier<String> metrics) {
        this.vertx = vertx;
        this.server = server;
        this.metrics = metrics;
    }

    @Override
    public void addTo(ApiRoutes api) {
        api.plain("getLiveness", ctx -> HttpReply.json(ctx, 200, out -> out.writeStringField("status", "alive")));
        api.plain("getReadiness", this::ready);
        api.plain("getHealth", HealthPages::healthy);
        api.plain("getMetrics", this::scrape);
    }

    /** What it always said: that there is somebody. */
    static void healthy(RoutingContext ctx) {
        HttpReply.json(ctx, 200, out -> {
            out.writeStringField("status", "healthy");
            out.writeStringField("service", "tickwire");
        });
    }

    private void ready(RoutingContext ctx) {
        server.now().onSuccess(now -> {
            boolean ready = now.level() == HealthReport.Level.HEALTHY;
            HttpReply.json(ctx, ready ? 200 : 503, out -> {
                out.writeStringField("status", ready ? "ready" : "degraded");
                out.writeObjectFieldStart("mt5_status");
                out.writeStringField("status", now.terminal().status().wire());
                out.writeStringField("server", now.terminal().server());
                out.writeStringField(
                        "last_update", IsoTime.format(now.terminal().lastUpdateMsc()));
                out.writeEndObject();
                out.writeArrayFieldStart("parts");
                for (HealthReport part : now.parts()) {
                    out.writeStartObject();
                    out.writeStringField("component", part.component());
                    out.writeStringField("level", part.level().name().toLowerCase(Locale.ROOT));
                    out.writeStringField("reason", part.reason());
                    out.writeEndObject();
                }
                out.writeEndArray();
            });
        });
    }

    private void scrape(RoutingContext ctx) {
        vertx.executeBlocking(metrics::get)
                .onSuccess(text -> {
                    if (text.isEmpty()) {
                        HttpReply.problem(ctx, 404, "", "Metrics are switched off: metrics.enabled");
                    } else {
                        ctx.response()
                                .putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
                                .end(text);
                    }
                })
                .onFailure(ctx::fail);
    }
}
