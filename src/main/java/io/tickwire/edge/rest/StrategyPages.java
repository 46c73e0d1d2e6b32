package io.tickwire.edge.rest;

import io.tickwire.bus.Addresses;
import io.tickwire.bus.TypedBus;
import io.tickwire.domain.ErrorCode;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.message.StrategiesQuery;
import io.tickwire.domain.message.StrategyAnswer;
import io.tickwire.domain.message.StrategyCommand;
import io.tickwire.domain.message.StrategyCommand.Kind;
import io.tickwire.domain.message.StrategyStatus;
import io.tickwire.edge.AdminService;
import io.tickwire.edge.Caller;
import io.tickwire.edge.HttpReply;
import io.tickwire.protocol.json.Json;
import io.tickwire.protocol.rest.RestEncoder;
import io.tickwire.protocol.rest.StrategyEncoder;
import io.tickwire.protocol.rest.StrategyReader;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** {@code /api/v1/strategies}: how strategies are, and what an administrator does with them. Owner: the edge's context. */
final class StrategyPages implements Operations {
    private static final String GONE = "Nobody looks after strategies here: verticles.strategyHost is off, or starting";

    private final TypedBus bus;
    private final AdminService admins;

    StrategyPages(TypedBus bus, AdminService admins) {
        this.bus = bus;
        this.admins = admins;
    }

    @Override
    public void addTo(ApiRoutes api) {
        api.on("listStrategies", this::list);
        api.on("getStrategy", ctx -> read(ctx, Kind.STATUS, StrategyPages::status));
        api.on("getStrategyLog", ctx -> read(ctx, Kind.LOG, StrategyPages::lines));
        api.on("getStrategyDecisions", ctx -> read(ctx, Kind.DECISIONS, StrategyPages::lines));
        Map.of(
                        "startStrategy", Kind.START,
                        "stopStrategy", Kind.STOP,
                        "redeployStrategy", Kind.REDEPLOY,
                        "shadowStrategy", Kind.SHADOW,
                        "promoteStrategy", Kind.PROMOTE,
                        "dropStrategyShadow", Kind.DROP_SHADOW)
                .forEach((operation, kind) -> api.on(operation, ctx -> act(ctx, StrategyCommand.of(kind))));
        api.on("rollBackStrategy", ctx -> act(ctx, StrategyReader.rollback(JsonPosts.bytes(ctx))));
        api.on("setStrategySettings", ctx -> act(ctx, StrategyReader.settings(JsonPosts.bytes(ctx))));
    }

    private void list(RoutingContext ctx) {
        bus.ask(Addresses.STRATEGIES, new StrategiesQuery())
                .onSuccess(list -> HttpReply.json(ctx, 200, out -> {
                    RestEncoder.list(out, "strategies", list.strategies(), "", StrategyEncoder::members);
                    out.writeStringField("problem", list.problem());
                }))
                .onFailure(gone -> HttpReply.problem(ctx, 503, "", GONE));
    }

    private static Json.Body status(StrategyAnswer answer) {
        return out -> StrategyEncoder.members(out, answer.status());
    }

    private static Json.Body lines(StrategyAnswer answer) {
        return out -> StrategyEncoder.lines(out, answer);
    }

    private void read(RoutingContext ctx, Kind kind, Function<StrategyAnswer, Json.Body> body) {
        String id = ctx.pathParam("id");
        bus.ask(Addresses.strategy(id), StrategyCommand.of(kind))
                .onSuccess(answer -> HttpReply.json(ctx, 200, body.apply(answer)))
                .onFailure(failure -> absent(failure, id).onSuccess(refusal -> refuse(ctx, refusal)));
    }

    private void act(RoutingContext ctx, StrategyCommand command) {
        String id = ctx.pathParam("id");
        Caller caller = Caller.of(ctx);
        String act = described(command, id);
        // Not asked twice: who was asked may have done it.
        bus.request(Addresses.strategy(id), command)
                .onSuccess(answer -> {
                    note(caller, act, answer.refusal());
                    if (answer.refusal() != null) {
                        HttpReply.problem(ctx, answer.refusal());
                    } else {
                        HttpReply.json(ctx, 200, status(answer));
                    }
                })
                .onFailure(failure -> absent(failure, id).onSuccess(refusal -> {
                    note(caller, act, refusal);
                    refuse(ctx, refusal);
                }));
    }

    static String described(StrategyCommand command, String id) {
        String act = "strategy " + id + " " + command.kind().name().toLowerCase(Locale.ROOT);
        return command.kind() == Kind.SETTINGS
                ? act + " " + command.settings()
                : act + (command.version().isEmpty() ? "" : " " + command.version());
    }

    private void note(Caller caller, String act, Refusal refusal) {
        admins.note(caller, act, refusal == null ? "ok" : "refused", refusal == null ? "" : refusal.message());
    }

    private static void refuse(RoutingContext ctx, Refusal refusal) {
        HttpReply.problem(ctx, refusal);
    }

    /** Why nobody answered for a strategy. Never fails. */
    private Future<Refusal> absent(Throwable failure, String id) {
        if (!TypedBus.isNobody(failure)) {
            return Future.succeededFuture(
                    Refusal.of(ErrorCode.INTERNAL, "Strategy '" + id + "' did not answer: " + failure.getMessage()));
        }
        return bus.ask(Addresses.STRATEGIES, new StrategiesQuery())
                .map(list -> unknown(
                        id, list.strategies().stream().map(StrategyStatus::id).toList()))
                .otherwise(gone -> Refusal.of(ErrorCode.STRATEGY_NOT_FOUND, GONE));
    }

    static Refusal unknown(String id, List<String> known) {
        return Refusal.of(
                        ErrorCode.STRATEGY_NOT_FOUND,
                        "There is no strategy '" + id + "'; there "
                                + (known.isEmpty()
                                        ? "are none: put a folder with a strategy.json into strategies.folder"
                                        : "is " + String.join(", ", known)))
                .with("known", known);
    }
}
