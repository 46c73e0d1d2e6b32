package io.tickwire.verticles;

import static io.tickwire.ops.Awaiting.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tickwire.bus.Addresses;
import io.tickwire.bus.TypedBus;
import io.tickwire.config.ConfigLoader;
import io.tickwire.config.TickwireConfig;
import io.tickwire.domain.Decision;
import io.tickwire.domain.ErrorCode;
import io.tickwire.domain.Prediction;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.Window;
import io.tickwire.domain.message.PredictAnswer;
import io.tickwire.domain.message.PredictAnswer.Predicted;
import io.tickwire.domain.message.PredictAnswer.Reason;
import io.tickwire.domain.message.PredictAnswer.Refused;
import io.tickwire.edge.ListenerTls;
import io.tickwire.edge.inference.InferenceParts;
import io.tickwire.edge.inference.RawPeer;
import io.tickwire.ops.Clock;
import io.tickwire.ops.Metrics;
import io.tickwire.ops.TestPorts;
import io.tickwire.session.auth.Audit;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** An inference socket with a model that a test scripts: it buys when the newest close is above the oldest. */
final class SocketNode implements AutoCloseable {
    static final String MODEL = "nbeats-h1";
    private static final int KEPT = 100;

    final Vertx vertx = Vertx.vertx();
    final TypedBus bus = TypedBus.install(vertx);
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final TickwireConfig config;
    final int port = TestPorts.free();
    final AtomicInteger questions = new AtomicInteger();
    /** The first of them. */
    final List<double[]> asked = new CopyOnWriteArrayList<>();

    final AtomicInteger ends = new AtomicInteger();
    final Metrics metrics = new Metrics(registry);
    private final AtomicInteger number = new AtomicInteger();
    volatile Function<double[], Future<PredictAnswer>> model = SocketNode::decide;
    volatile boolean stopping;

    /** @param inference members of its section, each with a comma before it */
    SocketNode(String inference, String more) throws Exception {
        config = new ConfigLoader(Map.of())
                .parse("{\"inference\":{\"port\":" + port + inference + "}" + more + "}", "test");
        serve(MODEL);
    }

    void serve(String name) {
        vertx.runOnContext(
                v -> bus.serve(Addresses.inference(name, config.inference().timeout()), predict -> {
                    double[] closes = predict.window().series().get(Window.CLOSE);
                    if (questions.incrementAndGet() <= KEPT) {
                        asked.add(closes);
                    }
                    return model.apply(closes);
                }));
    }

    static Future<PredictAnswer> decide(double[] closes) {
        return decided(closes[closes.length - 1] > closes[0] ? Decision.BUY : Decision.SELL);
    }

    static Future<PredictAnswer> decided(Decision decision) {
        return Future.succeededFuture(new Predicted(new Prediction(MODEL, "1", decision, 0.5, new double[0], 0, 1)));
    }

    static Future<PredictAnswer> refused(Reason reason) {
        return Future.succeededFuture(new Refused(reason, Refusal.of(ErrorCode.MODEL_FAILED, "because")));
    }

    String deploy() throws Exception {
        InferenceParts parts = new InferenceParts(
                config,
                bus,
                Clock.system(),
                metrics,
                Audit.NONE,
                ListenerTls.open("inference", config.inference().tls()),
                () -> stopping,
                ends::incrementAndGet);
        return await(vertx.deployVerticle(new InferenceSocket(parts, "socket" + number.incrementAndGet())));
    }

    RawPeer peer() throws IOException {
        return new RawPeer(port);
    }

    /** A WebSocket on the root path. */
    RawPeer webSocket() throws IOException {
        RawPeer peer = peer();
        String head = peer.upgrade("/");
        if (!head.startsWith("HTTP/1.1 101 ")) {
            throw new IOException(head);
        }
        return peer;
    }

    /** So many closes, each followed by a comma. */
    static String closes(double first, double step, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(String.format(Locale.ROOT, "%.5f,", first + i * step));
        }
        return text.toString();
    }

    static String rising() {
        return closes(1.08, 1e-5, 300);
    }

    static String falling() {
        return closes(1.08, -1e-5, 300);
    }

    double count(String metric, String... tags) {
        var counter = registry.find(metric).tags(tags).counter();
        return counter == null ? 0 : counter.count();
    }

    /** Open sessions of all instances. */
    int open() {
        return (int) registry.find("tickwire.sessions").gauges().stream()
                .mapToDouble(gauge -> gauge.value())
                .sum();
    }

    @Override
    public void close() {
        await(vertx.close());
    }
}
