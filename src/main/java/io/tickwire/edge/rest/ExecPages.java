package io.tickwire.edge.rest;

import io.tickwire.domain.ErrorCode;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.Scope;
import io.tickwire.domain.message.Origin;
import io.tickwire.edge.Caller;
import io.tickwire.edge.HttpReply;
import io.tickwire.edge.exec.ExecDoor;
import io.tickwire.edge.exec.ExecLatency;
import io.tickwire.ops.Clock;
import io.tickwire.protocol.exec.ExecCodec;
import io.tickwire.protocol.exec.ExecReplies;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/**
 * The execution profile over HTTP: {@code POST /exec} and {@code GET /exec/agents} among the pages, and {@code POST /} on a
 * port of its own. Whatever the profile answers is 200 with its own body, as its clients expect; only who may not come in
 * gets another status. Owner: the edge's context.
 */
final class ExecPages implements Operations {
    static final String EXEC = "/exec";
    private static final String DOOR = "exec-http";
    private static final int TOO_LARGE = 413;

    private final ExecDoor door;
    private final ExecLatency latency;
    private final JsonPosts posts;
    private final Gate gate;
    private final int maxBytes;
    private final Clock clock;

    ExecPages(ExecDoor door, ExecLatency latency, JsonPosts posts, Gate gate, int maxBytes, Clock clock) {
        this.door = door;
        this.latency = latency;
        this.posts = posts;
        this.gate = gate;
        this.maxBytes = maxBytes;
        this.clock = clock;
    }

    @Override
    public void addTo(ApiRoutes api) {
        api.plain("exec", this::exec).failureHandler(this::failed);
        api.plain("listAgents", this::agents);
    }

    /** The port of its own. */
    Router alone(Vertx vertx) {
        Router router = Router.router(vertx);
        router.get("/").handler(ctx -> ctx.response()
                .putHeader("Content-Type", "text/plain; charset=utf-8")
                .end("Tickwire: POST the execution profile here\n"));
        router.post("/").handler(ctx -> gate.admit(ctx, Optional.of(Scope.TRADE), refusal -> refuse(ctx, refusal)));
        router.post("/").failureHandler(this::failed);
        posts.any(router, HttpMethod.POST, "/", maxBytes, this::exec);
        return router;
    }

    private void failed(RoutingContext ctx) {
        if (ctx.statusCode() == TOO_LARGE) {
            answer(ctx, TOO_LARGE, ExecCodec.tooLarge(maxBytes).error());
        } else {
            ctx.next();
        }
    }

    /** A refusal as the profile says it. */
    static void refuse(RoutingContext ctx, Refusal refusal) {
        HttpReply.headers(refusal).forEach(ctx.response()::putHeader);
        answer(ctx, refusal.code().http(), ExecReplies.error(refusal));
    }

    private void exec(RoutingContext ctx) {
        long arrivedNanos = clock.nanos();
        Caller caller = Caller.of(ctx);
        Refusal closed = caller.lacks(door.account());
        if (closed != null) {
            refuse(ctx, closed);
            return;
        }
        door.ask(JsonPosts.bytes(ctx), new Origin(caller.identity().subject(), DOOR))
                .onSuccess(answer -> {
                    answer(ctx, 200, answer.body());
                    latency.answered(answer.type(), arrivedNanos);
                });
    }

    private static void answer(RoutingContext ctx, int status, byte[] body) {
        if (!ctx.response().ended()) {
            ctx.response()
                    .setStatusCode(status)
                    .putHeader("Content-Type", "application/json")
                    .end(Buffer.buffer(body));
        }
    }

    private void agents(RoutingContext ctx) {
        Refusal closed = Caller.of(ctx).lacks(door.account());
        if (closed != null) {
            HttpReply.problem(ctx, closed);
            return;
        }
        door.agents()
                .onSuccess(list -> HttpReply.json(ctx, 200, out -> ExecReplies.agents(out, list, clock.millis())))
                .onFailure(gone -> HttpReply.problem(
                        ctx,
                        Refusal.of(
                                ErrorCode.TERMINAL_UNAVAILABLE,
                                "Account " + door.account() + " does not answer at present")));
    }
}
