package io.tickwire.edge.rest;

import io.tickwire.domain.ErrorCode;
import io.tickwire.edge.HttpReply;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.validation.RequestUtils;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Makes the routes of a router from the OpenAPI document: each operation is validated by it before its handler runs.
 * Owner: the edge's context.
 */
final class ApiRoutes {
    private final Router router;
    private final ApiContract contract;
    private final JsonPosts posts;
    private final Set<String> missing;

    ApiRoutes(Router router, ApiContract contract, JsonPosts posts) {
        this.router = router;
        this.contract = contract;
        this.posts = posts;
        this.missing =
                contract.operations().stream().map(Operation::getOperationId).collect(Collectors.toSet());
    }

    /** Who answers an operation, once its request is what the document says. */
    void on(String operationId, Handler<RoutingContext> handler) {
        Operation operation = contract.operation(operationId);
        boolean json = operation.getRequestBody() != null;
        route(operation).handler(ctx -> {
            if (json && !isJson(ctx.request())) {
                HttpReply.problem(ctx, 415, ErrorCode.VALIDATION_ERROR.name(), "Content-Type must be application/json");
            } else {
                validate(ctx, operation, handler);
            }
        });
    }

    /** Who answers an operation and looks at its request alone: old clients know other answers to a wrong one. */
    Route plain(String operationId, Handler<RoutingContext> handler) {
        return route(contract.operation(operationId)).handler(ctx -> Handling.guarded(ctx, () -> handler.handle(ctx)));
    }

    private Route route(Operation operation) {
        missing.remove(operation.getOperationId());
        String path = operation.getOpenAPIPath().replace('{', ':').replace("}", "");
        HttpMethod method = operation.getHttpMethod();
        Route route = router.route(method, path);
        if (method == HttpMethod.GET) {
            return route.method(HttpMethod.HEAD);
        }
        return posts.bounded(route, ApiContract.maxBodyBytes(operation));
    }

    private static boolean isJson(HttpServerRequest request) {
        String type = request.getHeader("Content-Type");
        return type != null && type.toLowerCase(Locale.ROOT).startsWith("application/json");
    }

    private void validate(RoutingContext ctx, Operation operation, Handler<RoutingContext> handler) {
        RequestUtils.extract(
                        ctx.request(), operation, () -> Future.succeededFuture(Buffer.buffer(JsonPosts.bytes(ctx))))
                .compose(request -> contract.validator().validate(request, operation.getOperationId()))
                .onSuccess(valid -> Handling.guarded(ctx, () -> handler.handle(ctx)))
                .onFailure(wrong -> HttpReply.problem(ctx, ApiErrors.refusal(wrong, operation, JsonPosts.bytes(ctx))));
    }

    /** @throws IllegalStateException when an operation of the document has no handler */
    void complete() {
        if (!missing.isEmpty()) {
            throw new IllegalStateException("nobody answers " + new TreeSet<>(missing));
        }
    }
}
