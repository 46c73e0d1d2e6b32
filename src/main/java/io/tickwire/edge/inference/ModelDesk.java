package io.tickwire.edge.inference;

import io.tickwire.bus.Addresses;
import io.tickwire.bus.Endpoint;
import io.tickwire.bus.TypedBus;
import io.tickwire.domain.Window;
import io.tickwire.domain.message.Predict;
import io.tickwire.domain.message.PredictAnswer;
import io.tickwire.protocol.inference.AnswerText;
import io.vertx.core.Future;
import java.time.Duration;

/** Asks one model over the bus and puts what it says into words. Owner: the verticle's context. */
final class ModelDesk {
    private final TypedBus bus;
    private final String model;
    private final int timeoutMs;
    private final Endpoint<Predict, PredictAnswer> endpoint;

    ModelDesk(TypedBus bus, String model, Duration timeout) {
        this.bus = bus;
        this.model = model;
        this.timeoutMs = Math.toIntExact(timeout.toMillis());
        this.endpoint = Addresses.inference(model, timeout);
    }

    String model() {
        return model;
    }

    /** Never fails: what goes wrong is an answer too. */
    Future<AnswerText> ask(double[] closes, String source) {
        return bus.ask(endpoint, new Predict(Window.closes(closes), source, timeoutMs))
                .map(answer -> AnswerText.of(answer, model))
                .otherwise(this::failed);
    }

    private AnswerText failed(Throwable failure) {
        if (TypedBus.isNobody(failure)) {
            return AnswerText.unknownModel(model);
        }
        return TypedBus.isUnavailable(failure) ? AnswerText.timeout() : AnswerText.failed();
    }
}
