package io.tickwire.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.tickwire.client.Messages.TickSettings;
import io.tickwire.domain.message.Resume;
import io.tickwire.ops.Clock;
import io.tickwire.protocol.json.Json;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The conversation over all connections: what is wanted, asked and traded, and taken up again on each new one. Knows no
 * socket. Owner: the client's context.
 */
final class ClientSession {
    private static final Resume NOWHERE = new Resume(0, 0);
    private static final double ASK_AGAIN_SECONDS = 5;
    private static final Set<String> PASSING = Set.of("CONNECTION_LOST", "NOT_CONNECTED");

    private final ClientListener listener;
    private final Clock clock;
    private final Timers timers;
    private final Outgoing outgoing;
    private final Requests requests;
    private final Trades trades;
    private final Streams streams = new Streams();
    private final Executions executions;
    private final Map<String, Integer> channels = new LinkedHashMap<>();
    private final List<Reader<StreamTick>> tickReaders = new ArrayList<>();
    private final List<Reader<ChannelEvent>> eventReaders = new ArrayList<>();
    private Promise<Void> connected = Promise.promise();
    private TickSettings settings = TickSettings.ALL;
    private int connection;
    private boolean up;
    private String welcomedAt = "";
    private TickwireException ended;

    ClientSession(ClientOptions options, Clock clock, Timers timers, ClientListener listener) {
        this.listener = listener;
        this.clock = clock;
        this.timers = timers;
        outgoing = new Outgoing(new Pace(options.messagesPerSecond()), clock, timers);
        requests = new Requests(outgoing, timers, options.requestTimeout().toMillis(), options.outbox());
        trades = new Trades(outgoing, timers, options.settleTimeout().toMillis(), options.outbox(), listener::settled);
        executions = new Executions(account -> listener.gap(new Gap(ChannelEvent.EXECUTIONS, List.of(account))));
    }

    // ---- life of a connection

    /** A connection is ready. */
    void opened(Wire wire, String timestamp) {
        connection++;
        up = true;
        welcomedAt = timestamp;
        if (channels.containsKey(ChannelEvent.EXECUTIONS)) {
            executions.connected(connection, timestamp);
        }
        outgoing.opened(wire);
        resume();
        connected.complete();
    }

    /** It is gone; another may come. */
    void lost(String why) {
        if (up) {
            connected = Promise.promise();
        }
        up = false;
        outgoing.lost();
        requests.failAll(new TickwireException("CONNECTION_LOST", why));
    }

    /** Nothing comes any more. */
    void end(TickwireException failure) {
        TickwireException why = failure == null ? TickwireException.closed() : failure;
        ended = why;
        up = false;
        outgoing.lost();
        requests.failAll(why);
        trades.end(why);
        connected.tryFail(why);
        tickReaders.forEach(reader -> reader.end(failure));
        eventReaders.forEach(reader -> reader.end(failure));
        tickReaders.clear();
        eventReaders.clear();
    }

    void put(String text) {
        outgoing.put(text);
    }

    // ---- hearing

    /** @throws TickwireException OVERFLOW when a reader has no room for what must not be dropped */
    void heard(String text) {
        JsonNode message = Json.parse(text.getBytes(StandardCharsets.UTF_8));
        if (message == null) {
            return;
        }
        String type = message.path("type").asText();
        switch (type) {
            case "tick" -> tick(message.path("data"));
            case "ticks" -> message.path("data").forEach(this::tick);
            case "trading_signal_executed" -> trades.answered(TradeOutcome.read(message));
            case "error" -> refused(message);
            default -> {
                if (ChannelEvent.isEvent(type)) {
                    event(ChannelEvent.read(message));
                } else {
                    requests.answered(message);
                }
            }
        }
    }

    private void tick(JsonNode data) {
        StreamTick tick = StreamTick.read(data);
        if (streams.take(tick)) {
            listener.tick(tick);
            List.copyOf(tickReaders).forEach(reader -> reader.push(tick));
        }
    }

    private void event(ChannelEvent event) {
        if (event.type().equals("execution")) {
            if (!executions.take(event)) {
                return;
            }
            if (event.data().has("signal_id")) {
                trades.executed(TradeOutcome.ofEvent(event.data()));
            }
        }
        listener.event(event);
        for (Reader<ChannelEvent> reader : List.copyOf(eventReaders)) {
            if (!reader.push(event)) {
                throw new TickwireException("OVERFLOW", event.channel() + " were not read in time");
            }
        }
    }

    private void refused(JsonNode message) {
        JsonNode details = message.path("details");
        TickwireException error = new TickwireException(
                message.path("error_code").asText("INTERNAL"),
                message.path("message").asText(),
                details);
        if (details.has("signal_id")) {
            trades.refused(UUID.fromString(details.path("signal_id").asText()), error);
        } else if (!requests.refused(error)) {
            trades.refusedWithoutId(error);
        }
        listener.refused(error);
    }

    // ---- market data

    Future<Subscribed> subscribe(List<String> symbols, TickSettings wish) {
        settings = wish;
        streams.want(symbols);
        return persist(() -> subscribeNow(symbols, NOWHERE, false));
    }

    Future<Void> unsubscribe(List<String> symbols) {
        List<String> left = streams.unwant(symbols);
        return left.isEmpty() || !up
                ? Future.succeededFuture()
                : ask(Messages.unsubscribe("symbols", left), "unsubscribed").mapEmpty();
    }

    private Future<Subscribed> subscribeNow(List<String> symbols, Resume since, boolean resuming) {
        String text = Messages.subscribe(symbols, since, settings);
        return ask(text, "subscribed", answer -> subscribed(answer, resuming)).compose(answer -> {
            Subscribed told = Subscribed.read(answer);
            List<String> unwanted = streams.unwanted(told.symbols());
            return unwanted.isEmpty()
                    ? Future.succeededFuture(told)
                    : ask(Messages.unsubscribe("symbols", unwanted), "unsubscribed")
                            .map(told);
        });
    }

    private void subscribed(JsonNode answer, boolean resuming) {
        streams.subscribed(answer, resuming);
        List<String> symbols = Subscribed.read(answer).symbols();
        if (resuming && !symbols.isEmpty() && !answer.path("recovered").asBoolean(true)) {
            listener.gap(new Gap("ticks", symbols));
        }
    }

    // ---- channels

    /** @param since where an earlier client's executions stopped, or null */
    Future<Void> listen(String channel, Resume since) {
        channels.merge(channel, 1, Integer::sum);
        if (channel.equals(ChannelEvent.EXECUTIONS)) {
            executions.listen(since);
            if (up) {
                executions.connected(connection, welcomedAt);
            }
        }
        return persist(() -> join(List.of(channel)));
    }

    Future<Void> unlisten(String channel) {
        Integer others = channels.computeIfPresent(channel, (name, count) -> count == 1 ? null : count - 1);
        return others != null || !up
                ? Future.succeededFuture()
                : ask(Messages.unsubscribe("channels", List.of(channel)), "unsubscribed")
                        .mapEmpty();
    }

    private Future<Void> join(List<String> names) {
        Resume since = names.contains(ChannelEvent.EXECUTIONS) ? executions.since(connection) : null;
        return ask(Messages.join(names, since), "subscribed").compose(answer -> {
            Map<String, String> rejected = Subscribed.read(answer).rejected();
            return names.stream()
                    .filter(rejected::containsKey)
                    .findFirst()
                    .<Future<Void>>map(name -> Future.failedFuture(
                            new TickwireException("VALIDATION_ERROR", name + ": " + rejected.get(name))))
                    .orElseGet(Future::succeededFuture);
        });
    }

    Resume place() {
        return executions.place();
    }

    // ---- readers

    void add(Reader<StreamTick> reader) {
        if (ended != null) {
            reader.end(ended);
        } else {
            tickReaders.add(reader);
        }
    }

    void addEvents(Reader<ChannelEvent> reader) {
        if (ended != null) {
            reader.end(ended);
        } else {
            eventReaders.add(reader);
        }
    }

    void remove(Reader<?> reader) {
        tickReaders.remove(reader);
        eventReaders.remove(reader);
    }

    // ---- resuming

    /** Channels, ticks each from where it stood, signals without an answer. */
    private void resume() {
        if (!channels.isEmpty()) {
            retrying(() -> join(List.copyOf(channels.keySet())));
        }
        streams.standing().forEach(symbol -> retrying(() -> takeUp(symbol)));
        List<String> fresh = streams.fresh();
        if (!fresh.isEmpty()) {
            retrying(() -> subscribeNow(fresh, NOWHERE, false));
        }
        trades.resume();
    }

    /** One question for each symbol, because each stands elsewhere, and publishers have epochs of their own. */
    private Future<Void> takeUp(String symbol) {
        Resume place = streams.place(symbol);
        if (place == null) {
            return Future.succeededFuture();
        }
        // A server that has just started may not list it yet.
        return subscribeNow(List.of(symbol), place, true)
                .compose(told -> told.rejected().isEmpty()
                        ? Future.succeededFuture()
                        : Future.failedFuture(new TickwireException("INVALID_SYMBOL", symbol + " is not listed yet")));
    }

    /** Again on this connection until it works; the next connection begins anew. */
    private void retrying(Supplier<Future<?>> work) {
        int mine = connection;
        work.get().onFailure(failure -> {
            if (up && mine == connection && failure instanceof TickwireException error) {
                listener.refused(error);
                timers.after(1_000 * error.retryAfterSeconds(ASK_AGAIN_SECONDS), () -> {
                    if (up && mine == connection) {
                        retrying(work);
                    }
                });
            }
        });
    }

    /** What is wanted stays wanted: done again on the next connection when this one is lost before the answer. */
    private <T> Future<T> persist(Supplier<Future<T>> work) {
        return connected
                .future()
                .compose(ready -> work.get())
                .recover(failure -> failure instanceof TickwireException error && PASSING.contains(error.code())
                        ? persist(work)
                        : Future.failedFuture(failure));
    }

    // ---- asking

    Future<JsonNode> ask(String text, String answer) {
        return ask(text, answer, told -> {});
    }

    private Future<JsonNode> ask(String text, String answer, Consumer<JsonNode> answered) {
        TickwireException refused = refusal(false);
        return refused == null ? requests.ask(text, answer, answered) : Future.failedFuture(refused);
    }

    Future<TradeOutcome> trade(TradeSignal signal, double deadlineMs, boolean wait) {
        TickwireException refused = refusal(wait);
        return refused == null
                ? trades.trade(
                        signal.id(),
                        Messages.envelope("trading_signal", signal.data(), clock.millis()),
                        Math.min(deadlineMs, signal.expiresInMs(clock.millis())))
                : Future.failedFuture(refused);
    }

    private TickwireException refusal(boolean wait) {
        if (ended != null) {
            return ended;
        }
        return up || wait ? null : new TickwireException("NOT_CONNECTED", "there is no connection now");
    }
}
