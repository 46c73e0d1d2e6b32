package io.tickwire.edge.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.tickwire.bus.Addresses;
import io.tickwire.bus.TypedBus;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.message.Infer;
import io.tickwire.domain.message.InferAnswer.Inferred;
import io.tickwire.domain.message.InferAnswer.Refused;
import io.tickwire.domain.message.ModelCommand;
import io.tickwire.domain.message.ModelCommand.Kind;
import io.tickwire.domain.message.ModelList;
import io.tickwire.domain.message.ModelList.Model;
import io.tickwire.domain.message.ModelList.State;
import io.tickwire.domain.message.ModelList.Version;
import io.tickwire.edge.AdminService;
import io.tickwire.edge.Caller;
import io.tickwire.edge.HttpReply;
import io.tickwire.protocol.json.Json;
import io.tickwire.protocol.models.OpenInference;
import io.tickwire.protocol.models.OpenInference.Question;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The Open Inference Protocol under {@code /v2}: what tools for model servers speak. Errors are in its own form. */
final class OpenInferencePages implements PageGroup {
    static final String ROOT = "/v2";
    private static final int MAX_BODY = 1 << 20;
    private static final int SMALL_BODY = 64 << 10;
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int BAD_REQUEST = 400;
    private static final int UNAVAILABLE = 503;

    private final TypedBus bus;
    private final JsonPosts posts;
    private final AdminService admins;
    private final Duration timeout;
    private final String version;

    /** @param version of the server */
    OpenInferencePages(TypedBus bus, JsonPosts posts, AdminService admins, Duration timeout, String version) {
        this.bus = bus;
        this.posts = posts;
        this.admins = admins;
        this.timeout = timeout;
        this.version = version;
    }

    @Override
    public void routes(Router router) {
        router.get(ROOT).handler(ctx -> HttpReply.json(ctx, 200, out -> OpenInference.server(out, version)));
        router.get(ROOT + "/health/live")
                .handler(ctx -> HttpReply.json(ctx, 200, out -> out.writeBooleanField("live", true)));
        router.get(ROOT + "/health/ready").handler(this::ready);
        for (String model : new String[] {ROOT + "/models/:model", ROOT + "/models/:model/versions/:version"}) {
            router.get(model)
                    .handler(ctx ->
                            loaded(ctx, (one, v) -> HttpReply.json(ctx, 200, out -> OpenInference.model(out, one, v))));
            router.get(model + "/ready")
                    .handler(ctx -> loaded(
                            ctx,
                            (one, v) -> HttpReply.json(ctx, 200, out -> {
                                out.writeStringField("name", one.name());
                                out.writeBooleanField("ready", true);
                            })));
            posts.any(router, HttpMethod.POST, model + "/infer", MAX_BODY, this::infer);
        }
        posts.any(router, HttpMethod.POST, ROOT + "/repository/index", SMALL_BODY, this::index);
        posts.any(
                router,
                HttpMethod.POST,
                ROOT + "/repository/models/:model/load",
                SMALL_BODY,
                ctx -> command(ctx, Kind.LOAD));
        posts.any(
                router,
                HttpMethod.POST,
                ROOT + "/repository/models/:model/unload",
                SMALL_BODY,
                ctx -> command(ctx, Kind.UNLOAD));
    }

    private void ready(RoutingContext ctx) {
        listed(ctx, models -> {
            boolean ready = models.models().stream()
                    .anyMatch(model -> model.versions().stream().anyMatch(one -> one.state() == State.READY));
            HttpReply.json(ctx, ready ? OK : UNAVAILABLE, out -> out.writeBooleanField("ready", ready));
        });
    }

    private static void error(RoutingContext ctx, int status, String message) {
        HttpReply.json(ctx, status, OpenInference.error(message));
    }

    private Future<ModelList> list() {
        return bus.ask(Addresses.MODELS, new ModelCommand(Kind.LIST, "")).map(report -> report.models());
    }

    private void listed(RoutingContext ctx, Consumer<ModelList> then) {
        list().onSuccess(then::accept)
                .onFailure(gone -> error(ctx, UNAVAILABLE, "this node runs no models: verticles.inference"));
    }

    /** The version that the path names, or the active one; answers itself when it is not loaded. */
    private void loaded(RoutingContext ctx, BiConsumer<Model, Version> then) {
        String name = ctx.pathParam("model");
        String wanted = ctx.pathParams().getOrDefault("version", "");
        listed(ctx, models -> {
            Model model = models.models().stream()
                    .filter(one -> one.name().equals(name))
                    .findFirst()
                    .orElse(null);
            Version found = model == null
                    ? null
                    : model.versions().stream()
                            .filter(one -> one.state() == State.READY)
                            .filter(one -> wanted.isEmpty()
                                    ? one.role().equals("active")
                                    : one.version().equals(wanted))
                            .findFirst()
                            .orElse(null);
            if (found == null) {
                error(ctx, NOT_FOUND, "model '" + name + "' " + wanted + " is not loaded, see /v2/repository/index");
            } else {
                then.accept(model, found);
            }
        });
    }

    private void infer(RoutingContext ctx) {
        Question question = OpenInference.read(JsonPosts.bytes(ctx));
        if (question.refusal() != null) {
            error(ctx, BAD_REQUEST, text(question.refusal()));
            return;
        }
        loaded(ctx, (model, found) -> {
            String input = found.facts().input().name();
            boolean shaped =
                    question.shape().size() == found.facts().input().shape().size()
                            && question.shape()
                                    .subList(1, question.shape().size())
                                    .equals(found.facts()
                                            .input()
                                            .shape()
                                            .subList(1, question.shape().size()));
            if (!question.input().equals(input) || !shaped) {
                error(
                        ctx,
                        BAD_REQUEST,
                        "this model takes one input '" + input + "' of shape "
                                + found.facts().input().shape() + " (-1: rows), not '" + question.input() + "' of "
                                + question.shape());
                return;
            }
            List<String> unknown = OpenInference.unknownOutputs(question, found.facts());
            if (!unknown.isEmpty()) {
                error(ctx, BAD_REQUEST, "this model has no output " + unknown + ", see /v2/models/" + model.name());
                return;
            }
            ask(ctx, model.name(), ctx.pathParams().getOrDefault("version", ""), question);
        });
    }

    private void ask(RoutingContext ctx, String model, String wanted, Question question) {
        bus.ask(
                        Addresses.infer(model, timeout),
                        new Infer(
                                wanted,
                                question.rows(),
                                question.values(),
                                "v2 " + Caller.of(ctx).identity().subject(),
                                (int) timeout.toMillis()))
                .onSuccess(answer -> {
                    if (answer instanceof Inferred inferred) {
                        HttpReply.json(ctx, 200, out -> OpenInference.answer(out, question, inferred));
                    } else {
                        Refusal refusal = ((Refused) answer).refusal();
                        error(ctx, refusal.code().http(), refusal.message());
                    }
                })
                .onFailure(failure -> {
                    Refusal refusal = PredictPages.unanswered(failure, model);
                    error(ctx, refusal.code().http(), refusal.message());
                });
    }

    /** A validation with the field that is wrong. */
    private static String text(Refusal refusal) {
        return refusal.message() + ", not " + refusal.details().get("received");
    }

    private void index(RoutingContext ctx) {
        JsonNode wanted = Json.parse(JsonPosts.bytes(ctx));
        boolean ready = wanted != null && wanted.path("ready").asBoolean(false);
        listed(ctx, models -> ctx.response()
                .putHeader("Content-Type", "application/json")
                .end(OpenInference.index(models, ready)));
    }

    private void command(RoutingContext ctx, Kind kind) {
        String model = ctx.pathParam("model");
        Caller caller = Caller.of(ctx);
        String act = kind.name().toLowerCase(Locale.ROOT) + " model " + model;
        bus.request(Addresses.MODELS, new ModelCommand(kind, model))
                .onSuccess(report -> {
                    boolean done = report.refusal().isEmpty();
                    admins.note(caller, act, done ? "ok" : "refused", report.refusal());
                    if (done) {
                        HttpReply.json(ctx, 200, out -> {});
                    } else {
                        error(ctx, BAD_REQUEST, report.refusal());
                    }
                })
                .onFailure(gone -> {
                    admins.note(caller, act, "failed", "nobody answers");
                    error(ctx, UNAVAILABLE, "this node runs no models: verticles.inference");
                });
    }
}
