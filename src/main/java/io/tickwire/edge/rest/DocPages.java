package io.tickwire.edge.rest;

import io.tickwire.edge.HttpReply;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.StaticHandler;

/** The documents of the API, and a page that shows them: Swagger UI, served from the jar. Owner: the edge's context. */
final class DocPages implements PageGroup {
    /** Where the viewer's jar keeps its files; {@code DocPagesTest} fails when its version is another. */
    static final String VIEWER = "META-INF/resources/webjars/swagger-ui/5.32.0";

    private final ApiContract contract;

    DocPages(ApiContract contract) {
        this.contract = contract;
    }

    @Override
    public void routes(Router router) {
        readable(router, "/openapi.json").handler(this::openApi);
        readable(router, "/asyncapi.yaml")
                .handler(ctx -> HttpReply.tagged(ctx, "application/yaml", contract.asyncApi()));
        readable(router, "/docs").handler(ctx -> ctx.reroute("/docs/index.html"));
        readable(router, "/docs/viewer/*").handler(StaticHandler.create(VIEWER).setCachingEnabled(false));
        readable(router, "/docs/*").handler(StaticHandler.create("docs").setCachingEnabled(false));
    }

    private void openApi(RoutingContext ctx) {
        HttpReply.tagged(ctx, "application/json", contract.text());
    }

    static Route readable(Router router, String path) {
        return router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD);
    }
}
