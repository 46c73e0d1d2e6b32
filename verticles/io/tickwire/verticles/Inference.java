package io.tickwire.verticles;

import io.tickwire.bus.Addresses;
import io.tickwire.bus.Subscription;
import io.tickwire.bus.TypedBus;
import io.tickwire.config.ModelsConfig;
import io.tickwire.domain.message.InferAnswer;
import io.tickwire.domain.message.PredictAnswer;
import io.tickwire.inference.serving.DecisionLog;
import io.tickwire.inference.serving.Desk;
import io.tickwire.inference.shelf.ModelShelf;
import io.tickwire.ops.Clock;
import io.tickwire.ops.EventLoopLag;
import io.tickwire.ops.Metrics;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Answers questions for models: {@code inference.<model>} for each model on the shelf. Each instance has one worker, so
 * several share the questions and the cores; when one is stopped, it answers what it took and the others go on.
 */
public final class Inference extends VerticleBase {
    /** Only askers wait; here it is no more than a part of the address. */
    private static final Duration ANY = Duration.ofSeconds(1);

    private final String id;
    private final ModelsConfig config;
    private final ModelShelf shelf;
    private final DecisionLog log;
    private final TypedBus bus;
    private final Clock clock;
    private final Metrics metrics;
    private final Map<String, List<Subscription>> served = new HashMap<>();
    private final Promise<Void> ended = Promise.promise();
    private Desk desk;
    private Subscription changes;
    private Runnable gauge;

    /** @param id unique on the node */
    public Inference(
            String id,
            ModelsConfig config,
            ModelShelf shelf,
            DecisionLog log,
            TypedBus bus,
            Clock clock,
            Metrics metrics) {
        this.id = id;
        this.config = config;
        this.shelf = shelf;
        this.log = log;
        this.bus = bus;
        this.clock = clock;
        this.metrics = metrics;
    }

    @Override
    public Future<?> start() {
        Context own = context;
        desk = new Desk(
                id,
                config.queue(),
                config.maxBatch(),
                shelf,
                log,
                task -> own.runOnContext(run -> task.run()),
                () -> own.runOnContext(last -> ended.complete()),
                clock,
                metrics);
        gauge = metrics.inferenceQueue(id, desk::waiting);
        EventLoopLag.watch(vertx, "Inference", clock, metrics);
        changes = bus.subscribe(Addresses.MODELS_CHANGED, changed -> serve());
        serve();
        return Future.succeededFuture();
    }

    private void serve() {
        Set<String> names = shelf.names();
        List.copyOf(served.keySet()).stream()
                .filter(name -> !names.contains(name))
                .forEach(gone -> served.remove(gone).forEach(Subscription::cancel));
        names.stream().filter(name -> !served.containsKey(name)).forEach(name -> served.put(name, serve(name)));
    }

    private List<Subscription> serve(String model) {
        return List.of(
                bus.serve(Addresses.inference(model, ANY), question -> {
                    Promise<PredictAnswer> answer = Promise.promise();
                    desk.predict(model, question, answer::complete);
                    return answer.future();
                }),
                bus.serve(Addresses.infer(model, ANY), question -> {
                    Promise<InferAnswer> answer = Promise.promise();
                    desk.infer(model, question, answer::complete);
                    return answer.future();
                }));
    }

    @Override
    public Future<?> stop() {
        changes.cancel();
        gauge.run();
        served.values().forEach(subscriptions -> subscriptions.forEach(Subscription::cancel));
        desk.close();
        return ended.future();
    }
}
