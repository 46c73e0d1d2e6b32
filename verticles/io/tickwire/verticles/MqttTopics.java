package io.tickwire.verticles;

import io.tickwire.edge.mqtt.topics.PlatformTopics;
import io.tickwire.ops.Clock;
import io.tickwire.ops.EventLoopLag;
import io.tickwire.ops.Metrics;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** The platform's own MQTT topics: ticks, bars, accounts and executions out, signals in. */
public final class MqttTopics extends VerticleBase {
    private static final long REFRESH_MS = 5_000;

    private final PlatformTopics topics;
    private final Clock clock;
    private final Metrics metrics;

    public MqttTopics(PlatformTopics topics, Clock clock, Metrics metrics) {
        this.topics = topics;
        this.clock = clock;
        this.metrics = metrics;
    }

    @Override
    public Future<?> start() {
        topics.start();
        vertx.setPeriodic(REFRESH_MS, tick -> topics.refresh());
        EventLoopLag.watch(vertx, "MqttTopics", clock, metrics);
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        topics.stop();
        return Future.succeededFuture();
    }
}
