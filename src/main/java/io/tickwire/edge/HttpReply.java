package io.tickwire.edge;

import io.tickwire.domain.ErrorCode;
import io.tickwire.domain.Refusal;
import io.tickwire.protocol.json.Json;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;

/** Answers of the HTTP side. */
public final class HttpReply {
    private static final String JSON = "application/json";
    private static final String PROBLEM = "application/problem+json";
    private static final int OK = 200;
    private static final int TAG_BYTES = 12;

    private HttpReply() {}

    /** The members of one object. */
    public static void json(RoutingContext ctx, int status, Json.Body body) {
        json(ctx, status, Json.object(body));
    }

    /** JSON text. */
    public static void json(RoutingContext ctx, int status, String text) {
        if (!ctx.response().ended()) {
            ctx.response().setStatusCode(status).putHeader("Content-Type", JSON).end(text);
        }
    }

    /** An HTML page. */
    public static void page(RoutingContext ctx, String html) {
        if (!ctx.response().ended()) {
            ctx.response().putHeader("Content-Type", "text/html; charset=utf-8").end(html);
        }
    }

    /** An object that who has it already need not fetch again: RFC 9110 §8.8.3 and §13.1.2. */
    public static void tagged(RoutingContext ctx, Json.Body body) {
        tagged(ctx, JSON, Json.object(body).getBytes(StandardCharsets.UTF_8));
    }

    /** As {@link #tagged(RoutingContext, Json.Body)}, of any type. */
    public static void tagged(RoutingContext ctx, String type, byte[] bytes) {
        HttpServerResponse response = ctx.response();
        if (response.ended()) {
            return;
        }
        ctx.etag(tag(bytes));
        if (ctx.isFresh()) {
            response.setStatusCode(304).end();
        } else {
            response.setStatusCode(OK).putHeader("Content-Type", type).end(Buffer.buffer(bytes));
        }
    }

    private static String tag(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
            return '"' + encoder.encodeToString(digest).substring(0, TAG_BYTES) + '"';
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** RFC 9457 problem details. */
    public static void problem(RoutingContext ctx, int status, String code, String message) {
        problem(ctx, status, code, message, out -> {});
    }

    /** A refusal from the catalogue, with its details. */
    public static void problem(RoutingContext ctx, Refusal refusal) {
        problem(ctx, refusal, out -> {});
    }

    /** A refusal from the catalogue, with its details and further members. */
    public static void problem(RoutingContext ctx, Refusal refusal, Json.Body more) {
        if (!ctx.response().ended()) {
            headers(refusal).forEach(ctx.response()::putHeader);
        }
        problem(ctx, refusal.code().http(), refusal.code().name(), refusal.message(), out -> {
            out.writeObjectFieldStart("details");
            Json.members(out, refusal.details());
            out.writeEndObject();
            more.write(out);
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
