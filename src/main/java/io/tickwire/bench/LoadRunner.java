package io.tickwire.bench;

import io.tickwire.bench.mqtt.MqttLoad;
import io.tickwire.ops.Clock;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Runs loads on one event loop of its own. Called by the main thread, which waits. */
final class LoadRunner implements AutoCloseable {
    private static final long OPEN_SECONDS = 30;
    private static final long START_IN_NANOS = 50_000_000;
    private static final long POLL_MS = 20;
    /** Time that the last answers have. */
    private static final long DRAIN_NANOS = 3_000_000_000L;

    private final BenchOptions options;
    private final Clock clock;
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final Context context = vertx.getOrCreateContext();
    private final WebSocketClient client;

    LoadRunner(BenchOptions options, Clock clock) {
        this.options = options;
        this.clock = clock;
        this.client =
                vertx.createWebSocketClient(new WebSocketClientOptions().setMaxConnections(options.connections() + 1));
    }

    /** The loads of a round, each made anew. */
    List<Supplier<Load>> loads() {
        return switch (options.kind()) {
            case WS_ECHO -> List.of(() -> requests("message -> echo", () -> new EchoDialogue(options.size())));
            case WS_REQUEST -> List.of(() -> requests("report -> answer", OrderedDialogue::accountReports));
            case WS_SIGNAL ->
                List.of(() -> requests("heartbeat -> response", OrderedDialogue::heartbeats), () -> {
                    long run = UUID.randomUUID().getMostSignificantBits();
                    return requests("trading_signal -> executed", () -> new SignalDialogue(run));
                });
            // IdleBench measures it.
            case WS_IDLE -> List.of();
            case INFERENCE -> List.of(() -> new InferenceLoad(options, vertx, context, clock));
            case MQTT -> mqtt();
            case ZMQ ->
                List.of(
                        () -> zmq(
                                "heartbeat -> risk_multiplier",
                                "{\"type\":\"heartbeat\",\"ea_name\":\"Bench\",\"symbol\":\"EURUSD\",\"magic\":%d}"),
                        () -> zmq(
                                "trade_open -> approved",
                                "{\"type\":\"trade_open\",\"ea_name\":\"Bench\",\"symbol\":\"EURUSD\",\"volume\":0.01,"
                                        + "\"magic\":%d,\"side\":\"BUY\",\"timestamp\":1}"));
            case WS_FANOUT -> List.of(() -> new FanoutLoad(options, client, vertx.createNetClient(), context, clock));
        };
    }

    private List<Supplier<Load>> mqtt() {
        NetClient tcp = vertx.createNetClient(new NetClientOptions().setTcpNoDelay(true));
        return options.mqtt().cases(options.connections(), options.rate(), options.depth(), options.size()).stream()
                .<Supplier<Load>>map(each -> () -> new MqttLoad(each, tcp, context, clock))
                .toList();
    }

    /** @param message of each peer, with a place for its number */
    private Load zmq(String what, String message) {
        return new ZmqLoad(what, options, message::formatted, context, clock);
    }

    private Load requests(String what, Supplier<Dialogue> dialogues) {
        return new RequestLoad(what, options, dialogues, client, context, clock);
    }

    /** One measured round. */
    List<Measured> run(Load load, Target target) throws TimeoutException {
        return run(load, target, options.warmup(), options.duration());
    }

    /** The same load for as long as a warm-up, for nothing but warm compilers, here and there. */
    void rehearse(Load load, Target target) throws TimeoutException {
        if (!options.warmup().isZero()) {
            run(load, target, Duration.ZERO, options.warmup());
        }
    }

    /** @throws TimeoutException when the server does not become ready */
    private List<Measured> run(Load load, Target target, Duration before, Duration measured) throws TimeoutException {
        onContext(() -> load.open(target)).await(OPEN_SECONDS, TimeUnit.SECONDS);
        long warmup = before.toNanos();
        long duration = measured.toNanos();
        long cpuBefore = target.cpuNanos().getAsLong();
        onContext(() -> load.send(new Schedule(clock.nanos() + START_IN_NANOS, options.rate(), warmup, duration)))
                // An overloaded load generator is late, but not for ever.
                .await(3 * (warmup + duration) + DRAIN_NANOS, TimeUnit.NANOSECONDS);
        onContext(() -> drain(load)).await();
        // Sending is even, so the measured part has its share of the processor time.
        double cpuSeconds = (target.cpuNanos().getAsLong() - cpuBefore) / 1e9 * duration / (warmup + duration);
        List<Measured> results =
                onContext(() -> Future.succeededFuture(load.results())).await();
        onContext(load::close).await();
        return results.stream().map(result -> result.withCpuSeconds(cpuSeconds)).toList();
    }

    private Future<Void> drain(Load load) {
        Promise<Void> done = Promise.promise();
        long deadline = clock.nanos() + DRAIN_NANOS;
        vertx.setPeriodic(1, POLL_MS, id -> {
            if (load.settled() || clock.nanos() - deadline >= 0) {
                vertx.cancelTimer(id);
                done.complete();
            }
        });
        return done.future();
    }

    private <T> Future<T> onContext(Supplier<Future<T>> step) {
        Promise<T> promise = Promise.promise();
        context.runOnContext(v -> {
            try {
                step.get().onComplete(promise);
            } catch (RuntimeException fault) {
                promise.fail(fault);
            }
        });
        return promise.future();
    }

    @Override
    public void close() {
        vertx.close().await();
    }
}
