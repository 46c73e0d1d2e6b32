package io.tickwire.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tickwire.client.ChannelEvent;
import io.tickwire.client.ClientListener;
import io.tickwire.client.ClientOptions;
import io.tickwire.client.Gap;
import io.tickwire.client.Reader;
import io.tickwire.client.StreamTick;
import io.tickwire.client.Subscribed;
import io.tickwire.client.TickwireClient;
import io.tickwire.client.TickwireException;
import io.tickwire.client.TradeOutcome;
import io.tickwire.client.TradeSignal;
import io.tickwire.domain.Prediction;
import io.tickwire.domain.Window;
import io.tickwire.ops.Awaiting;
import io.tickwire.protocol.json.Json;
import io.tickwire.protocol.models.PredictCodec;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Drives the Java kit with the orders that the runners of the other languages take. */
final class JavaKit extends Kit {
    private static final long CLOSE_SECONDS = 30;
    private final Vertx vertx = Vertx.vertx();
    private final Map<String, Reader<?>> readers = new HashMap<>();
    private TickwireClient client;

    @Override
    void order(String json) {
        JsonNode order = read(json);
        int n = order.path("n").asInt();
        Future<?> done;
        try {
            done = run(order.path("op").asText(), order.path("args"));
        } catch (RuntimeException fault) {
            done = Future.failedFuture(fault);
        }
        done.onComplete(
                ok -> {
                    ObjectNode answer = JSON.createObjectNode().put("n", n);
                    answer.set("ok", plain(ok));
                    said(answer.toString());
                },
                failure -> {
                    ObjectNode answer = JSON.createObjectNode().put("n", n);
                    answer.set("error", plain(failure));
                    said(answer.toString());
                });
    }

    private Future<?> run(String op, JsonNode args) {
        return switch (op) {
            case "connect" -> connect(args.path("url").asText(), args.path("options"));
            case "subscribe" -> client.subscribe(texts(args.path("symbols")));
            case "symbols" -> client.symbols();
            case "listen" -> client.listen(args.path("channel").asText(), null);
            case "place" -> client.place();
            case "command" -> client.command(args.path("command").asText(), (ObjectNode) args.path("parameters"));
            case "predict" -> client.predict(args.path("model").asText(), Window.closes(numbers(args.path("closes"))));
            case "trade" -> trade(args);
            case "settled" -> trade(args).compose(TradeOutcome::settled);
            case "read" -> readFirst(args);
            case "next" ->
                next(readers.get(args.path("name").asText()), args.path("count").asInt(), new ArrayList<>());
            case "leave" -> {
                readers.get(args.path("name").asText()).close();
                yield Future.succeededFuture();
            }
            case "close" -> client.close();
            default -> throw new IllegalArgumentException(op);
        };
    }

    private Future<JsonNode> connect(String url, JsonNode options) {
        ClientOptions to = ClientOptions.to(url)
                .withApiKey(options.path("apiKey").asText(null))
                .withToken(options.path("token").asText(null))
                .withBackoff(millis(options, "base", 250), millis(options, "cap", 30_000))
                .withHeartbeat(millis(options, "heartbeat", 30_000))
                .withTradeTimeout(millis(options, "tradeTimeout", 15_000));
        if (options.has("tokens")) {
            List<String> tokens = new ArrayList<>(texts(options.path("tokens")));
            to = to.withToken(() -> Future.succeededFuture(tokens.size() > 1 ? tokens.remove(0) : tokens.get(0)));
        }
        client = new TickwireClient(vertx, to, new Listener());
        return client.connect();
    }

    private static Duration millis(JsonNode options, String name, long otherwise) {
        return Duration.ofMillis(options.path(name).asLong(otherwise));
    }

    private Future<TradeOutcome> trade(JsonNode args) {
        ObjectNode members = args.path("signal").deepCopy();
        JsonNode id = members.remove("signal_id");
        TradeSignal signal = new TradeSignal(id == null ? UUID.randomUUID() : UUID.fromString(id.asText()), members);
        JsonNode options = args.path("options");
        return options.has("timeout")
                ? client.trade(
                        signal,
                        millis(options, "timeout", 0),
                        options.path("wait").asBoolean())
                : client.trade(signal);
    }

    private Future<?> readFirst(JsonNode args) {
        int bound = args.path("bound").asInt();
        Future<? extends Reader<?>> reader = args.has("symbols")
                ? client.ticks(texts(args.path("symbols")), bound)
                : client.channel(args.path("channel").asText(), null, bound);
        return reader.compose(begun -> {
            readers.put(args.path("name").asText(), begun);
            return begun.next();
        });
    }

    private static Future<List<Object>> next(Reader<?> reader, int count, List<Object> items) {
        return items.size() == count
                ? Future.succeededFuture(items)
                : reader.next().compose(item -> {
                    if (item == null) {
                        return Future.succeededFuture(items);
                    }
                    items.add(item);
                    return next(reader, count, items);
                });
    }

    private static double[] numbers(JsonNode array) {
        double[] numbers = new double[array.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = array.get(i).asDouble();
        }
        return numbers;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    /** As the other kits' runners write it. */
    private static JsonNode plain(Object value) {
        if (value instanceof StreamTick tick) {
            return JSON.createObjectNode()
                    .put("symbol", tick.symbol())
                    .put("bid", tick.bid())
                    .put("seq", tick.seq())
                    .put("snapshot", tick.snapshot());
        }
        if (value instanceof TradeOutcome outcome) {
            ObjectNode node = JSON.createObjectNode()
                    .put("signal_id", outcome.signalId().toString())
                    .put("status", outcome.status())
                    .put("code", outcome.code())
                    .put("error", outcome.error())
                    .put("duplicate", outcome.duplicate());
            node.set("result", outcome.result().isMissingNode() ? null : outcome.result());
            node.set("details", outcome.details().isMissingNode() ? null : outcome.details());
            return node;
        }
        if (value instanceof Prediction prediction) {
            return read(Json.object(out -> PredictCodec.members(out, prediction)));
        }
        if (value instanceof TickwireException error) {
            ObjectNode node = JSON.createObjectNode().put("code", error.code()).put("message", error.getMessage());
            node.set("details", error.details());
            return node;
        }
        if (value instanceof Throwable fault) {
            return JSON.createObjectNode().put("code", "FAULT").put("message", fault.toString());
        }
        if (value instanceof Subscribed subscribed) {
            ObjectNode node = JSON.createObjectNode();
            subscribed.symbols().forEach(node.putArray("symbols")::add);
            ArrayNode rejected = node.putArray("rejected");
            subscribed.rejected().forEach((symbol, reason) -> rejected.addObject()
                    .put("symbol", symbol)
                    .put("reason", reason));
            return node;
        }
        if (value instanceof Gap gap) {
            return JSON.createObjectNode().put("channel", gap.channel());
        }
        if (value instanceof List<?> list) {
            ArrayNode array = JSON.createArrayNode();
            list.forEach(item -> array.add(plain(item)));
            return array;
        }
        return JSON.valueToTree(value);
    }

    private void heard(String name, Object data) {
        ObjectNode event = JSON.createObjectNode().put("event", name);
        event.set("data", plain(data));
        said(event.toString());
    }

    private final class Listener implements ClientListener {

        @Override
        public void state(State state) {
            heard("state", state.name().toLowerCase(java.util.Locale.ROOT));
        }

        @Override
        public void ready(JsonNode welcome) {
            heard("ready", welcome);
        }

        @Override
        public void reconnecting(Reconnecting next) {
            ObjectNode data = JSON.createObjectNode()
                    .put("code", next.code())
                    .put("reason", next.reason())
                    .put("delay", next.delayMs());
            heard("reconnecting", data);
        }

        @Override
        public void tick(StreamTick tick) {
            heard("tick", tick);
        }

        @Override
        public void event(ChannelEvent event) {
            heard(event.type(), event);
        }

        @Override
        public void gap(Gap gap) {
            heard("gap", gap);
        }

        @Override
        public void settled(TradeOutcome outcome) {
            heard("settled", outcome);
        }

        @Override
        public void refused(TickwireException error) {
            heard("refused", error);
        }

        @Override
        public void closed(TickwireException failure) {
            heard("close", failure);
        }
    }

    @Override
    public void close() {
        // A socket whose peer answers no close frame is waited for ten seconds.
        Awaiting.await(vertx.close(), CLOSE_SECONDS);
    }
}
