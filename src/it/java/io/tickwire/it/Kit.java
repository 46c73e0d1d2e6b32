package io.tickwire.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/**
 * A client kit in whatever language: takes operations, tells their answers and what happens beside them. All kits are
 * driven by the same objects, <code>{n, op, args}</code> in, <code>{n, ok}</code>, <code>{n, error}</code> and
 * <code>{event, data}</code> out.
 */
abstract class Kit implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final long PATIENCE_S = 30;

    private final AtomicInteger numbers = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
    private final List<JsonNode> events = new ArrayList<>();

    /** What a kit answered an operation with instead of a result. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final String code;
        private final transient JsonNode error;

        Refused(JsonNode error) {
            super(error.toString());
            this.code = error.path("code").asText();
            this.error = error;
        }

        String code() {
            return code;
        }

        JsonNode error() {
            return error;
        }
    }

    /** Hands an order to the kit. */
    abstract void order(String json);

    /** Takes what the kit said. Any thread. */
    final void said(String json) {
        JsonNode message = read(json);
        if (message.has("event")) {
            synchronized (events) {
                events.add(message);
            }
        } else {
            asked.remove(message.path("n").asInt()).complete(message);
        }
    }

    /** The kit's program is gone: whoever waits for it is told. */
    final void gone(String why) {
        asked.values().forEach(answer -> answer.completeExceptionally(new AssertionError(why)));
    }

    /** Starts an operation. */
    final CompletableFuture<JsonNode> begin(String op, String args) {
        int n = numbers.incrementAndGet();
        ObjectNode order = JSON.createObjectNode().put("n", n).put("op", op);
        order.set("args", read(args));
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        asked.put(n, answer);
        order(order.toString());
        return answer.thenApply(message -> {
            if (message.has("error")) {
                throw new Refused(message.path("error"));
            }
            return message.path("ok");
        });
    }

    /** The result of an operation. */
    final JsonNode ask(String op, String args) {
        return end(begin(op, args));
    }

    static JsonNode end(CompletableFuture<JsonNode> begun) {
        try {
            return begun.get(PATIENCE_S, TimeUnit.SECONDS);
        } catch (java.util.concurrent.ExecutionException e) {
            if (e.getCause() instanceof Refused refused) {
                throw refused;
            }
            throw new AssertionError(e);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** The code that an operation is refused with. */
    final Refused refusal(String op, String args) {
        try {
            throw new AssertionError("not refused: " + ask(op, args));
        } catch (Refused refused) {
            return refused;
        }
    }

    final JsonNode connect(String url, String options) {
        return ask("connect", "{\"url\":\"" + url + "\",\"options\":" + options + "}");
    }

    /** All events of a name so far. */
    final List<JsonNode> events(String name) {
        synchronized (events) {
            return events.stream()
                    .filter(event -> event.path("event").asText().equals(name))
                    .map(event -> event.path("data"))
                    .toList();
        }
    }

    /** Waits for an event of a name that fits. */
    final JsonNode await(String name, Predicate<JsonNode> fits) {
        return Awaitility.await(name)
                .atMost(PATIENCE_S, TimeUnit.SECONDS)
                .pollInterval(20, TimeUnit.MILLISECONDS)
                .until(() -> events(name).stream().filter(fits).findFirst().orElse(null), found -> found != null);
    }

    final JsonNode await(String name) {
        return await(name, data -> true);
    }

    static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(json, e);
        }
    }

    @Override
    public abstract void close();
}
