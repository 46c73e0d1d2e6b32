package io.tickwire.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tickwire.client.Messages.TickSettings;
import io.tickwire.domain.Prediction;
import io.tickwire.domain.Window;
import io.tickwire.domain.message.Resume;
import io.tickwire.ops.Clock;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** A connection to a Tickwire server that stays: comes back by itself, asks again, resumes. Any thread. */
public final class TickwireClient {
    /** What it says of itself. */
    public static final String VERSION = "0.1.0";

    private final Context context;
    private final ClientOptions options;
    private final ClientSession session;
    private final Connection connection;
    private final Predictions predictions;

    public TickwireClient(Vertx vertx, ClientOptions options, ClientListener listener) {
        this.context = vertx.getOrCreateContext();
        this.options = options;
        Clock clock = Clock.system();
        Timers timers = (delayMs, action) -> {
            long timer =
                    vertx.setTimer(Math.max(1, Math.round(delayMs)), id -> context.runOnContext(run -> action.run()));
            return () -> vertx.cancelTimer(timer);
        };
        ClientListener told = new SafeListener(listener);
        session = new ClientSession(options, clock, timers, told);
        predictions = new Predictions(vertx, options);
        connection = new Connection(new Dialler(vertx, options), options, session, clock, timers, told);
    }

    /** The welcome once the server is ready; null on the tick stream, which has none. */
    public Future<JsonNode> connect() {
        return on(connection::connect);
    }

    /** Ends everything: readers end, signals under way come out as unknown. */
    public Future<Void> close() {
        return on(() -> {
            connection.end(null);
            predictions.close();
            return Future.succeededFuture();
        });
    }

    /** Ticks of these symbols ({@code *} = all) for {@link ClientListener#tick}; taken up again after a reconnect. */
    public Future<Subscribed> subscribe(List<String> symbols) {
        return subscribe(symbols, 0, false);
    }

    /** @param maxRate ticks per second and symbol, 0 = all; with {@code batch} it belongs to the connection: the last call's holds */
    public Future<Subscribed> subscribe(List<String> symbols, double maxRate, boolean batch) {
        return on(() -> session.subscribe(List.copyOf(symbols), new TickSettings(maxRate, batch)));
    }

    public Future<Void> unsubscribe(List<String> symbols) {
        return on(() -> session.unsubscribe(List.copyOf(symbols)));
    }

    /** A subscription that is read at the reader's own speed: beyond the bound only the newest of each symbol is kept. */
    public Future<Reader<StreamTick>> ticks(List<String> symbols, int bound) {
        List<String> names = List.copyOf(symbols);
        return on(() -> {
            List<Reader<StreamTick>> self = new ArrayList<>(1);
            Reader<StreamTick> reader = new Reader<>(
                    context,
                    Waiting.ticks(bound),
                    tick -> names.contains(Streams.ALL) || names.contains(tick.symbol()),
                    () -> {
                        session.remove(self.get(0));
                        session.unsubscribe(names);
                    });
            self.add(reader);
            session.add(reader);
            return session.subscribe(names, TickSettings.ALL).map(reader);
        });
    }

    public Future<List<String>> symbols() {
        return on(() -> session.ask(Messages.GET_SYMBOLS, "symbols"))
                .map(answer -> Subscribed.read(answer).symbols());
    }

    /**
     * Events of a channel for {@link ClientListener#event}; executions are resumed after a reconnect.
     *
     * @param since {@link #place} of an earlier run, null = from now on
     */
    public Future<Void> listen(String channel, Resume since) {
        return on(() -> session.listen(channel, since));
    }

    public Future<Void> unlisten(String channel) {
        return on(() -> session.unlisten(channel));
    }

    /** A channel that is read at the reader's own speed; executions that do not fit into the bound end the client. */
    public Future<Reader<ChannelEvent>> channel(String channel, Resume since, int bound) {
        return on(() -> {
            List<Reader<ChannelEvent>> self = new ArrayList<>(1);
            Reader<ChannelEvent> reader = new Reader<>(
                    context,
                    Waiting.events(channel, bound),
                    event -> event.channel().equals(channel),
                    () -> {
                        session.remove(self.get(0));
                        session.unlisten(channel);
                    });
            self.add(reader);
            session.addEvents(reader);
            return session.listen(channel, since).map(reader);
        });
    }

    /** Where the executions stand, for whoever resumes in another process; null before the first. */
    public Future<Resume> place() {
        return on(() -> Future.succeededFuture(session.place()));
    }

    /** The outcome of a signal; fails when it is malformed or was not sent. */
    public Future<TradeOutcome> trade(TradeSignal signal) {
        return trade(signal, options.tradeTimeout(), false);
    }

    /** @param wait for a connection, when there is none, until the time-out */
    public Future<TradeOutcome> trade(TradeSignal signal, Duration timeout, boolean wait) {
        return options.isBridge()
                ? on(() -> session.trade(signal, timeout.toMillis(), wait))
                : Future.failedFuture(new TickwireException("NOT_SUPPORTED", "the tick stream takes no signals"));
    }

    /** An {@code mt5_command}: connect, disconnect, status, account_info, get_ticks. */
    public Future<JsonNode> command(String command, ObjectNode parameters) {
        ObjectNode data = JsonNodeFactory.instance.objectNode().put("command", command);
        data.set("parameters", parameters);
        return request("mt5_command", data, "mt5_command_result").map(answer -> answer.path("result"));
    }

    /**
     * What a model says about a window; over HTTP, also before {@link #connect}.
     *
     * @param model empty = the server's default
     */
    public Future<Prediction> predict(String model, Window window) {
        return options.isBridge()
                ? on(() -> predictions.ask(model, window))
                : Future.failedFuture(new TickwireException("NOT_SUPPORTED", "the tick stream answers no predictions"));
    }

    /** Any other message of the bridge profile with an answer of this type. */
    public Future<JsonNode> request(String type, JsonNode data, String answer) {
        return on(() -> session.ask(Messages.envelope(type, data, Clock.system().millis()), answer));
    }

    private <T> Future<T> on(Supplier<Future<T>> work) {
        Promise<T> promise = Promise.promise();
        context.runOnContext(run -> work.get().onComplete(promise));
        return promise.future();
    }
}
