package io.tickwire.edge.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.tickwire.bus.SharedRouter;
import io.tickwire.config.NearestKey;
import io.tickwire.domain.ErrorCode;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.RouterState;
import io.tickwire.domain.message.RiskCommand;
import io.tickwire.edge.AdminService;
import io.tickwire.edge.Caller;
import io.tickwire.edge.HttpReply;
import io.tickwire.ops.Clock;
import io.tickwire.protocol.bridge.RiskEncoder;
import io.tickwire.protocol.json.FieldReader;
import io.tickwire.protocol.json.Json;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** What an operator reads and sets over HTTP: risk, brakes, multipliers, the router state. */
final class RiskPages implements Operations {
    private static final int MAX_TEXT = 128;
    static final Set<String> HALT_KEYS = Set.of("account", "reason", "close_all", "reduce_only");
    static final Set<String> RESUME_KEYS = Set.of("account", "reason", "reset");

    private final AdminService admins;
    private final SharedRouter shared;
    private final List<String> accounts;
    private final Clock clock;

    RiskPages(AdminService admins, SharedRouter shared, List<String> accounts, Clock clock) {
        this.admins = admins;
        this.shared = shared;
        this.accounts = accounts;
        this.clock = clock;
    }

    @Override
    public void addTo(ApiRoutes api) {
        api.on("getRisk", ctx -> command(ctx, fields -> RiskCommand.report()));
        api.on("haltTrading", this::halt);
        api.on("resumeTrading", this::resume);
        api.on("setMultiplier", this::multiplier);
        api.on("getRouter", this::router);
        api.on("setRouter", this::setRouter);
    }

    private void halt(RoutingContext ctx) {
        command(ctx, HALT_KEYS, fields -> {
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
                RESUME_KEYS,
                fields -> new RiskCommand(
                        RiskCommand.Kind.RESUME, "", "", false, fields.optionalFlag("reset", false), "", 1));
    }

    private void multiplier(RoutingContext ctx) {
        String expertAdvisor = ctx.pathParam("ea");
        command(ctx, fields -> {
            if (expertAdvisor.length() > MAX_TEXT) {
                fields.wrong("ea", "at most " + MAX_TEXT + " characters");
            }
            double multiplier = fields.number("multiplier", 0, 1, "float from 0 to 1");
            return new RiskCommand(
                    RiskCommand.Kind.MULTIPLIER, "", "", false, false, expertAdvisor, fields.ok() ? multiplier : 0);
        });
    }

    private void command(RoutingContext ctx, Function<FieldReader, RiskCommand> reader) {
        command(ctx, Set.of(), reader);
    }

    /** @param known keys that the body may have; empty = any */
    private void command(RoutingContext ctx, Set<String> known, Function<FieldReader, RiskCommand> reader) {
        FieldReader fields = body(ctx);
        if (fields == null) {
            return;
        }
        boolean absent = ctx.body() == null || ctx.body().length() <= 0;
        if (!known.isEmpty() && !absent) {
            Set<String> keys = new TreeSet<>();
            Json.parse(ctx.body().buffer().getBytes()).fieldNames().forEachRemaining(keys::add);
            refuseUnknown(fields, keys, known);
        }
        RiskCommand command = reader.apply(fields);
        String account = account(ctx, fields);
        if (!fields.ok()) {
            HttpReply.problem(ctx, fields.refusal());
            return;
        }
        Caller caller = Caller.of(ctx);
        admins.run(caller, account, command, "rest")
                .onSuccess(report -> {
                    if (report.refusal() != null) {
                        HttpReply.problem(ctx, report.refusal());
                    } else {
                        HttpReply.json(ctx, 200, out -> RiskEncoder.members(out, report));
                    }
                })
                .onFailure(failure -> HttpReply.problem(ctx, admins.refusal(failure, account)));
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

    /** A mistyped key of a brake must not pass for one that is absent. */
    static void refuseUnknown(FieldReader fields, Set<String> keys, Set<String> known) {
        keys.stream().filter(key -> !known.contains(key)).sorted().findFirst().ifPresent(key -> {
            String nearest = NearestKey.to(key, new TreeSet<>(known)).orElseThrow();
            fields.wrong(
                    key,
                    "no such key, did you mean '" + nearest + "'? known: " + String.join(", ", new TreeSet<>(known)));
        });
    }

    /** Empty when none is named. */
    private String account(RoutingContext ctx, FieldReader fields) {
        String named = fields.optionalText("account", MAX_TEXT, ctx.request().getParam("account", ""));
        if (fields.ok() && !named.isEmpty() && !accounts.contains(named)) {
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
        Caller caller = Caller.of(ctx);
        if (!caller.identity().accounts().isEmpty()) {
            HttpReply.problem(
                    ctx,
                    Refusal.of(
                            ErrorCode.FORBIDDEN,
                            "The router is for all accounts, and "
                                    + caller.identity().subject() + " has some"));
            return;
        }
        RouterState state = new RouterState(
                regime,
                bots,
                mandate,
                0,
                clock.millis(),
                "rest " + caller.identity().subject());
        admins.note(caller, "router " + regime + " " + mandate, "ok", "");
        shared.set(state).onSuccess(done -> router(ctx)).onFailure(ctx::fail);
    }
}
