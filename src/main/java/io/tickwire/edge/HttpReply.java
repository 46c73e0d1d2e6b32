package io.tickwire.edge;

import io.tickwire.domain.ErrorCode;
import io.tickwire.domain.Refusal;
import io.tickwire.protocol.json.Json;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/** JSON answers of the HTTP side. */
public final class HttpReply {
    private static final String JSON = "application/json";
    private static final String PROBLEM = "application/problem+json";

    private HttpReply() {}

    static void json(RoutingContext ctx, int status, Json.Body body) {
        if (!ctx.response().ended()) {
            ctx.response().setStatusCode(status).putHeader("Content-Type", JSON).end(Json.object(body));
        }
    }

    /** RFC 9457 problem details. */
    static void problem(RoutingContext ctx, int status, String code, String message) {
        problem(ctx, status, code, message, out -> {});
    }

    /** A refusal from the catalogue, with its details. */
    static void problem(RoutingContext ctx, Refusal refusal) {
        if (!ctx.response().ended()) {
            headers(refusal).forEach(ctx.response()::putHeader);
        }
        problem(ctx, refusal.code().http(), refusal.code().name(), refusal.message(), out -> {
            out.writeObjectFieldStart("details");
            Json.members(out, refusal.details());
            out.writeEndObject();
        });
    }

    /** What a refusal says in headers too: RFC 9110 §11.6.1 and §10.2.3. */
    public static Map<String, String> headers(Refusal refusal) {
        if (refusal.code() == ErrorCode.UNAUTHORIZED) {
            return Map.of("WWW-Authenticate", "Bearer realm=\"tickwire\"");
        }
        return refusal.details().get("retry_after") instanceof Number seconds
                ? Map.of("Retry-After", seconds.toString())
                : Map.of();
    }

    private static void problem(RoutingContext ctx, int status, String code, String message, Json.Body more) {
        if (ctx.response().ended()) {
            return;
        }
        ctx.response().setStatusCode(status).putHeader("Content-Type", PROBLEM).end(Json.object(out -> {
            out.writeStringField("type", "about:blank");
            out.writeNumberField("status", status);
            out.writeStringField("title", message);
            out.writeStringField("message", message);
            if (!code.isEmpty()) {
                out.writeStringField("code", code);
            }
            more.write(out);
        }));
    }
}
