package io.tickwire.edge.rest;

import io.tickwire.bus.Addresses;
import io.tickwire.bus.TypedBus;
import io.tickwire.domain.ErrorCode;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.message.ModelCommand;
import io.tickwire.domain.message.Predict;
import io.tickwire.domain.message.PredictAnswer.Predicted;
import io.tickwire.domain.message.PredictAnswer.Refused;
import io.tickwire.edge.Caller;
import io.tickwire.edge.HttpReply;
import io.tickwire.protocol.models.OpenInference;
import io.tickwire.protocol.models.PredictCodec;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/** {@code /api/v1/predict}: a window in, a decision out; {@code /api/v1/models}: who could be asked. */
final class PredictPages implements Operations {
    private final TypedBus bus;
    private final String defaultModel;
    private final Duration timeout;

    PredictPages(TypedBus bus, String defaultModel, Duration timeout) {
        this.bus = bus;
        this.defaultModel = defaultModel;
        this.timeout = timeout;
    }

    @Override
    public void addTo(ApiRoutes api) {
        api.on("predict", this::predict);
        api.on("listModels", this::models);
    }

    private void predict(RoutingContext ctx) {
        PredictCodec.Question question = PredictCodec.read(JsonPosts.bytes(ctx));
        if (question.refusal() != null) {
            HttpReply.problem(ctx, question.refusal());
            return;
        }
        String model = question.model().isEmpty() ? defaultModel : question.model();
        String source = "rest " + Caller.of(ctx).identity().subject();
        bus.ask(Addresses.inference(model, timeout), new Predict(question.window(), source, (int) timeout.toMillis()))
                .onSuccess(answer -> {
                    if (answer instanceof Predicted predicted) {
                        HttpReply.json(ctx, 200, out -> PredictCodec.members(out, predicted.prediction()));
                    } else {
                        HttpReply.problem(ctx, ((Refused) answer).refusal());
                    }
                })
                .onFailure(failure -> HttpReply.problem(ctx, unanswered(failure, model)));
    }

    /** Nobody answered for the model, or not in time. */
    static Refusal unanswered(Throwable failure, String model) {
        if (TypedBus.isNobody(failure)) {
            return Refusal.of(ErrorCode.MODEL_NOT_FOUND, "There is no model '" + model + "', see /api/v1/models");
        }
        return TypedBus.isUnavailable(failure)
                ? Refusal.of(ErrorCode.MODEL_FAILED, "The model did not answer in time")
                        .with("reason", "timeout")
                : Refusal.of(ErrorCode.INTERNAL, "Internal error");
    }

    private void models(RoutingContext ctx) {
        bus.ask(Addresses.MODELS, new ModelCommand(ModelCommand.Kind.LIST, ""))
                .onSuccess(report -> HttpReply.json(ctx, 200, out -> OpenInference.list(out, report.models())))
                .onFailure(gone -> HttpReply.problem(ctx, 503, "", "This node runs no models: verticles.inference"));
    }
}
