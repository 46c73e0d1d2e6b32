package io.tickwire.edge.rest;

import io.tickwire.bus.Addresses;
import io.tickwire.bus.TypedBus;
import io.tickwire.domain.ErrorCode;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.message.BacktestAnswer;
import io.tickwire.domain.message.BacktestQuery;
import io.tickwire.domain.message.BacktestQuery.Kind;
import io.tickwire.domain.message.BacktestStatus;
import io.tickwire.domain.message.StartBacktest;
import io.tickwire.edge.AdminService;
import io.tickwire.edge.Caller;
import io.tickwire.edge.HttpReply;
import io.tickwire.ops.Clock;
import io.tickwire.protocol.json.Json;
import io.tickwire.protocol.rest.BacktestEncoder;
import io.tickwire.protocol.rest.BacktestReader;
import io.tickwire.protocol.rest.RestEncoder;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Consumer;

/** {@code /api/v1/backtests}: backtests that run aside, and what came of them. Owner: the edge's context. */
final class BacktestPages implements Operations {
    private static final String GONE = "Nobody runs backtests here: verticles.backtester is off, or starting";
    private static final int CREATED = 201;

    private final TypedBus bus;
    private final AdminService admins;
    private final Clock clock;
    private final BacktestEvents events;

    BacktestPages(TypedBus bus, AdminService admins, Clock clock) {
        this.bus = bus;
        this.admins = admins;
        this.clock = clock;
        this.events = new BacktestEvents(bus, this::text);
    }

    @Override
    public void addTo(ApiRoutes api) {
        api.on("listBacktests", this::list);
        api.on("startBacktest", this::start);
        api.on("getBacktest", ctx -> ask(ctx, Kind.STATUS, answer -> job(ctx, 200, answer)));
        api.on("followBacktest", ctx -> ask(ctx, Kind.STATUS, answer -> events.follow(ctx, only(answer))));
        api.on(
                "getBacktestResult",
                ctx -> ask(
                        ctx,
                        Kind.JSON,
                        answer -> document(ctx, answer, text -> {
                            HttpReply.json(ctx, 200, text);
                        })));
        api.on(
                "getBacktestReport",
                ctx -> ask(
                        ctx,
                        Kind.REPORT,
                        answer -> document(ctx, answer, text -> {
                            ctx.response().putHeader("Content-Security-Policy", ReportPolicy.of(text));
                            HttpReply.page(ctx, text);
                        })));
        api.on("cancelBacktest", this::cancel);
    }

    private void list(RoutingContext ctx) {
        bus.ask(Addresses.BACKTESTS, new BacktestQuery(Kind.LIST, ""))
                .onSuccess(answer -> HttpReply.json(
                        ctx,
                        200,
                        out -> RestEncoder.list(
                                out,
                                "backtests",
                                answer.jobs(),
                                "",
                                (json, job) -> BacktestEncoder.members(json, job, clock.millis()))))
                .onFailure(gone -> HttpReply.problem(ctx, 503, "", GONE));
    }

    private void start(RoutingContext ctx) {
        BacktestReader reader = new BacktestReader(JsonPosts.bytes(ctx));
        StartBacktest wish = reader.wish();
        if (!reader.fields().ok()) {
            HttpReply.problem(ctx, reader.fields().refusal());
            return;
        }
        Caller caller = Caller.of(ctx);
        String act = "backtest " + wish.strategy() + " on " + String.join(",", wish.sources());
        bus.request(Addresses.BACKTEST_START, wish)
                .onSuccess(answer -> {
                    note(caller, act, answer.refusal());
                    if (answer.jobs().isEmpty()) {
                        HttpReply.problem(ctx, Refusal.of(ErrorCode.VALIDATION_ERROR, answer.refusal()));
                    } else {
                        String id = only(answer).id();
                        ctx.response().putHeader("Location", "/api/v1/backtests/" + id);
                        job(ctx, CREATED, answer);
                    }
                })
                .onFailure(gone -> {
                    admins.note(caller, act, "failed", String.valueOf(gone.getMessage()));
                    HttpReply.problem(ctx, 503, "", GONE);
                });
    }

    private void cancel(RoutingContext ctx) {
        Caller caller = Caller.of(ctx);
        ask(ctx, Kind.CANCEL, answer -> {
            note(caller, "backtest " + only(answer).id() + " cancel", "");
            job(ctx, 200, answer);
        });
    }

    private void note(Caller caller, String act, String refusal) {
        admins.note(caller, act, refusal.isEmpty() ? "ok" : "refused", refusal);
    }

    /** Asks about the one of the path; goes on when there is one. */
    private void ask(RoutingContext ctx, Kind kind, Consumer<BacktestAnswer> found) {
        String id = ctx.pathParam("id");
        bus.ask(Addresses.BACKTESTS, new BacktestQuery(kind, id))
                .onSuccess(answer -> Handling.guarded(ctx, () -> {
                    if (answer.jobs().isEmpty()) {
                        HttpReply.problem(ctx, Refusal.of(ErrorCode.BACKTEST_NOT_FOUND, answer.refusal()));
                    } else {
                        found.accept(answer);
                    }
                }))
                .onFailure(gone -> HttpReply.problem(ctx, 503, "", GONE));
    }

    private static BacktestStatus only(BacktestAnswer answer) {
        return answer.jobs().get(0);
    }

    private void job(RoutingContext ctx, int status, BacktestAnswer answer) {
        HttpReply.json(ctx, status, text(only(answer)));
    }

    private String text(BacktestStatus job) {
        return Json.object(out -> BacktestEncoder.members(out, job, clock.millis()));
    }

    private static void document(RoutingContext ctx, BacktestAnswer answer, Consumer<String> there) {
        if (answer.document().isEmpty()) {
            HttpReply.problem(ctx, 409, "", "Backtest " + only(answer).id() + ": " + answer.refusal());
        } else {
            there.accept(answer.document());
        }
    }
}
