package io.tickwire.edge;

import com.fasterxml.jackson.databind.JsonNode;
import io.tickwire.bus.Addresses;
import io.tickwire.bus.SharedRouter;
import io.tickwire.bus.TypedBus;
import io.tickwire.domain.ErrorCode;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.RouterState;
import io.tickwire.domain.message.RiskCommand;
import io.tickwire.domain.message.SignalRecord;
import io.tickwire.domain.message.SignalsQuery;
import io.tickwire.ops.Clock;
import io.tickwire.protocol.bridge.RiskEncoder;
import io.tickwire.protocol.bridge.SignalRecordEncoder;
import io.tickwire.protocol.json.FieldReader;
import io.tickwire.protocol.json.Json;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;

/** What an operator reads and sets over HTTP: risk, brakes, the router state, journaled signals. */
final class RiskPages {
    private static final int MAX_BODY = 16 * 1024;
    private static final int MAX_TEXT = 128;
    private static final int MAX_PAGE = 1000;
    private static final int DEFAULT_PAGE = 100;

    private final TypedBus bus;
    private final AdminService admins;
    private final SharedRouter shared;
    private final Origins origins;
    private final List<String> accounts;
    private final String defaultAccount;
    private final Clock clock;

    RiskPages(
            TypedBus bus,
            AdminService admins,
            SharedRouter shared,
            Origins origins,
            List<String> accounts,
            String defaultAccount,
            Clock clock) {
        this.bus = bus;
        this.admins = admins;
        this.shared = shared;
        this.origins = origins;
        this.accounts = accounts;
        this.defaultAccount = defaultAccount;
        this.clock = clock;
    }

    void routes(Router router) {
        router.get("/api/v1/risk").handler(ctx -> command(ctx, fields -> RiskCommand.report()));
        post(router, HttpMethod.POST, "/api/v1/risk/halt", this::halt);
        post(router, HttpMethod.POST, "/api/v1/risk/resume", this::resume);
        router.get("/api/v1/router").handler(this::router);
        post(router, HttpMethod.PUT, "/api/v1/router", this::setRouter);
        router.get("/api/v1/signals").handler(this::signals);
        router.get("/api/v1/signals/:id").handler(this::signal);
    }

    /** What changes something needs JSON and, from a browser, an Origin of ours: no form of a foreign page gets in. */
    private void post(Router router, HttpMethod method, String path, Handler<RoutingContext> handler) {
        router.route(method, path)
                .handler(BodyHandler.create(false).setBodyLimit(MAX_BODY))
                .handler(ctx -> {
                    HttpServerRequest request = ctx.request();
                    String type = request.getHeader("Content-Type");
                    if (!origins.allows(request.getHeader("Origin"), request.getHeader("Host"))) {
                        HttpReply.problem(ctx, 403, ErrorCode.FORBIDDEN.name(), "This Origin may not do that");
                    } else if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
                        HttpReply.problem(
                                ctx, 415, ErrorCode.VALIDATION_ERROR.name(), "Content-Type must be application/json");
                    } else {
                        handler.handle(ctx);
                    }
                });
    }

    private void halt(RoutingContext ctx) {
        command(ctx, fields -> {
            boolean reduce = fields.optionalFlag("reduce_only", false);
            return new RiskCommand(
                    reduce ? RiskCommand.Kind.REDUCE : RiskCommand.Kind.HALT,
                    fields.optionalText("reason", MAX_TEXT, ""),
                    "",
                    fields.optionalFlag("close_all", false),
                    false,
                    "",
                    1);
        });
    }

    private void resume(RoutingContext ctx) {
        command(
                ctx,
                fields -> new RiskCommand(
                        RiskCommand.Kind.RESUME, "", "", false, fields.optionalFlag("reset", false), "", 1));
    }

    private void command(RoutingContext ctx, Function<FieldReader, RiskCommand> reader) {
        FieldReader fields = body(ctx);
        if (fields == null) {
            return;
        }
        RiskCommand command = reader.apply(fields);
        String account = account(ctx, fields);
        if (!fields.ok()) {
            HttpReply.problem(ctx, fields.refusal());
            return;
        }
        admins.run(account, command, "rest " + ctx.request().remoteAddress().hostAddress())
                .onSuccess(report -> {
                    if (report.refusal() != null) {
                        HttpReply.problem(ctx, report.refusal());
                    } else {
                        HttpReply.json(ctx, 200, out -> RiskEncoder.members(out, report));
                    }
                })
                .onFailure(gone -> HttpReply.problem(ctx, AdminService.nobody(account)));
    }

    /** Null after it answered that the body is no JSON object; an absent body is an empty one. */
    private static FieldReader body(RoutingContext ctx) {
        boolean absent = ctx.body() == null || ctx.body().length() <= 0;
        JsonNode node =
                Json.parse(absent ? new byte[] {'{', '}'} : ctx.body().buffer().getBytes());
        if (node == null || !node.isObject()) {
            HttpReply.problem(ctx, Refusal.validation("$", "JSON object", "something else"));
            return null;
        }
        return new FieldReader(node);
    }

    private String account(RoutingContext ctx, FieldReader fields) {
        String named = fields.optionalText("account", MAX_TEXT, ctx.request().getParam("account", defaultAccount));
        if (fields.ok() && !accounts.contains(named)) {
            fields.wrong("account", "one of " + String.join(", ", accounts));
        }
        return named;
    }

    private void router(RoutingContext ctx) {
        shared.get()
                .onSuccess(state -> HttpReply.json(ctx, 200, out -> RiskEncoder.members(out, state)))
                .onFailure(ctx::fail);
    }

    private void setRouter(RoutingContext ctx) {
        FieldReader fields = body(ctx);
        if (fields == null) {
            return;
        }
        String regime = fields.optionalText("regime", MAX_TEXT, "");
        List<String> bots = fields.has("active_bots") ? fields.texts("active_bots", MAX_TEXT) : List.of();
        double mandate = fields.has("risk_mandate")
                ? fields.number("risk_mandate", 0, 1, "float from 0 to 1")
                : RouterState.DEFAULT.riskMandate();
        if (!fields.ok()) {
            HttpReply.problem(ctx, fields.refusal());
            return;
        }
        String by = "rest " + ctx.request().remoteAddress().hostAddress();
        RouterState state = new RouterState(regime, bots, mandate, 0, clock.millis(), by);
        shared.set(state).onSuccess(done -> router(ctx)).onFailure(ctx::fail);
    }

    private void signals(RoutingContext ctx) {
        HttpServerRequest request = ctx.request();
        long limit = number(request.getParam("limit"), DEFAULT_PAGE);
        long cursor = number(request.getParam("cursor"), Long.MAX_VALUE);
        if (limit < 1 || limit > MAX_PAGE || cursor < 1) {
            HttpReply.problem(
                    ctx, Refusal.validation(cursor < 1 ? "cursor" : "limit", "whole number from 1 to " + MAX_PAGE, ""));
            return;
        }
        list(
                ctx,
                new SignalsQuery(
                        null,
                        request.getParam("symbol", ""),
                        request.getParam("status", ""),
                        0,
                        Long.MAX_VALUE,
                        cursor,
                        (int) limit));
    }

    private static long number(String text, long absent) {
        try {
            return text == null ? absent : Long.parseLong(text);
        } catch (NumberFormatException notANumber) {
            return -1;
        }
    }

    private void list(RoutingContext ctx, SignalsQuery query) {
        String account = ctx.request().getParam("account", defaultAccount);
        bus.request(Addresses.journaledSignals(account), query)
                .onSuccess(page -> HttpReply.json(ctx, 200, out -> {
                    out.writeArrayFieldStart("signals");
                    for (SignalRecord record : page.signals()) {
                        out.writeStartObject();
                        SignalRecordEncoder.members(out, record);
                        out.writeEndObject();
                    }
                    out.writeEndArray();
                    if (page.next() > 0) {
                        out.writeStringField("next_cursor", Long.toString(page.next()));
                    }
                }))
                .onFailure(gone -> unavailable(ctx, account));
    }

    private void signal(RoutingContext ctx) {
        String account = ctx.request().getParam("account", defaultAccount);
        UUID id;
        try {
            id = UUID.fromString(ctx.pathParam("id"));
        } catch (IllegalArgumentException notAnId) {
            HttpReply.problem(ctx, Refusal.validation("id", "UUID", ctx.pathParam("id")));
            return;
        }
        bus.request(
                        Addresses.journaledSignals(account),
                        new SignalsQuery(id, "", "", 0, Long.MAX_VALUE, Long.MAX_VALUE, 1))
                .onSuccess(page -> {
                    if (page.signals().isEmpty()) {
                        HttpReply.problem(ctx, 404, "", "No signal " + id + " was sent");
                    } else {
                        HttpReply.json(
                                ctx,
                                200,
                                out -> SignalRecordEncoder.members(
                                        out, page.signals().get(0)));
                    }
                })
                .onFailure(gone -> unavailable(ctx, account));
    }

    private static void unavailable(RoutingContext ctx, String account) {
        HttpReply.problem(
                ctx,
                Refusal.of(ErrorCode.TERMINAL_UNAVAILABLE, "The journal of account " + account + " does not answer"));
    }
}
