package io.tickwire.verticles;

import io.tickwire.bus.Addresses;
import io.tickwire.bus.Subscription;
import io.tickwire.bus.TypedBus;
import io.tickwire.domain.message.PaceDone;
import io.tickwire.domain.message.PacingChange;
import io.tickwire.strategy.host.HostDesk;
import io.tickwire.strategy.host.HostParts;
import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One strategy: versions of it follow one another here, and events reach the one that trades. */
public final class StrategyHost extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(StrategyHost.class);
    private static final long SWEEP_MS = 50;
    private static final int SLOW = 20;

    private final Maker maker;
    private final Duration poll;
    private final UUID run;
    private final List<Subscription> subscriptions = new ArrayList<>();
    private HostDesk desk;
    private TypedBus bus;
    private String id;
    private int sweeps;
    private boolean paced;

    /** Makes the parts, given the ways to the host's context and off it. */
    @FunctionalInterface
    public interface Maker {
        HostParts make(
                Executor here, HostParts.Aside aside, BiConsumer<Long, Runnable> later, HostParts.Verticles verticles);
    }

    /** @param run differs for each start */
    public StrategyHost(Maker maker, Duration poll, UUID run) {
        this.maker = maker;
        this.poll = poll;
        this.run = run;
    }

    @Override
    public Future<?> start() {
        Context here = vertx.getOrCreateContext();
        HostParts parts = maker.make(
                task -> here.runOnContext(v -> task.run()),
                new HostParts.Aside() {
                    @Override
                    public <T> Future<T> run(Callable<T> task) {
                        // In the order of asking: they share the files that are kept.
                        return here.executeBlocking(task, true);
                    }
                },
                (millis, task) -> vertx.setTimer(millis, timer -> task.run()),
                new Plain(vertx));
        id = parts.id();
        bus = parts.bus();
        desk = new HostDesk(parts, run, System::gc);
        subscriptions.add(bus.serve(Addresses.strategy(id), desk::command));
        subscriptions.add(
                bus.serve(Addresses.pace(consumer()), check -> desk.quiet().map(new PaceDone())));
        subscriptions.add(bus.subscribe(Addresses.CENSUS, census -> introduce()));
        vertx.setPeriodic(poll.toMillis(), tick -> desk.look());
        vertx.setPeriodic(SWEEP_MS, tick -> {
            desk.sweep(++sweeps % SLOW == 0);
            pace();
        });
        vertx.setPeriodic(parts.limits().stateEvery().toMillis(), tick -> desk.save());
        // What cannot run now is told, and tried again when its files change.
        desk.start()
                .onFailure(failure -> LOG.debug("strategy {}: {}", id, failure.toString()))
                .onComplete(done -> pace());
        return Future.succeededFuture();
    }

    /** Strategies that are verticles: each on a thread of its own, for nobody knows whether it blocks. */
    private record Plain(Vertx vertx) implements HostParts.Verticles {
        @Override
        public Future<String> deploy(Deployable verticle, ClassLoader classes, Map<String, Object> settings) {
            return vertx.deployVerticle(
                    verticle,
                    new DeploymentOptions()
                            .setThreadingModel(ThreadingModel.WORKER)
                            .setClassLoader(classes)
                            .setConfig(new JsonObject(settings)));
        }

        @Override
        public Future<Void> undeploy(String deployment) {
            return vertx.undeploy(deployment);
        }
    }

    private String consumer() {
        return "strategy-" + id;
    }

    /** A recording waits for each tick to be acted on, as in a backtest; but not for a strategy that does not run. */
    private void pace() {
        if (desk.isRunning() != paced) {
            paced = !paced;
            introduce();
        }
    }

    private void introduce() {
        bus.publish(Addresses.PACING, new PacingChange(consumer(), paced, paced));
    }

    @Override
    public Future<?> stop() {
        bus.publish(Addresses.PACING, new PacingChange(consumer(), false));
        return desk.stop().onComplete(done -> subscriptions.forEach(Subscription::cancel));
    }
}
