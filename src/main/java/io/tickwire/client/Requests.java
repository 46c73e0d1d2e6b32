package io.tickwire.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * Questions carry no id, so one is under way at a time: then an answer, or an error, can only be its own. Owner: the
 * client's context.
 */
final class Requests {
    private static final class Request {
        private final String text;
        private final String answer;
        private final Consumer<JsonNode> answered;
        private final Promise<JsonNode> promise = Promise.promise();
        private boolean sent;
        private Runnable timer;

        private Request(String text, String answer, Consumer<JsonNode> answered) {
            this.text = text;
            this.answer = answer;
            this.answered = answered;
        }
    }

    private final Outgoing outgoing;
    private final Timers timers;
    private final double timeoutMs;
    private final int bound;
    private final Deque<Request> waiting = new ArrayDeque<>();

    Requests(Outgoing outgoing, Timers timers, double timeoutMs, int bound) {
        this.outgoing = outgoing;
        this.timers = timers;
        this.timeoutMs = timeoutMs;
        this.bound = bound;
    }

    /** @param answered takes the answer in at once, before what follows on its heels is heard */
    Future<JsonNode> ask(String text, String answer, Consumer<JsonNode> answered) {
        if (waiting.size() >= bound) {
            return Future.failedFuture(new TickwireException("OUTBOX_FULL", bound + " wait already"));
        }
        Request request = new Request(text, answer, answered);
        request.timer = timers.after(
                timeoutMs, () -> finish(request, null, new TickwireException("TIMEOUT", "no " + answer + " in time")));
        waiting.add(request);
        next();
        return request.promise.future();
    }

    /** Whether the message was the answer to the question under way. */
    boolean answered(JsonNode message) {
        Request request = waiting.peek();
        if (request == null
                || !request.sent
                || !request.answer.equals(message.path("type").asText())) {
            return false;
        }
        request.answered.accept(message);
        finish(request, message, null);
        return true;
    }

    /** Whether the error was about the question under way. */
    boolean refused(TickwireException error) {
        Request request = waiting.peek();
        if (request == null || !request.sent) {
            return false;
        }
        finish(request, null, error);
        return true;
    }

    void failAll(TickwireException why) {
        for (Request request : List.copyOf(waiting)) {
            finish(request, null, why);
        }
    }

    private void finish(Request request, JsonNode answer, TickwireException failure) {
        request.timer.run();
        waiting.remove(request);
        if (failure == null) {
            request.promise.tryComplete(answer);
        } else {
            request.promise.tryFail(failure);
        }
        next();
    }

    private void next() {
        Request request = waiting.peek();
        if (request != null && !request.sent) {
            request.sent = true;
            outgoing.put(request.text);
        }
    }
}
