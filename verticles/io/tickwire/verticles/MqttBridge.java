package io.tickwire.verticles;

import io.tickwire.bus.Addresses;
import io.tickwire.bus.TypedBus;
import io.tickwire.config.MqttBridgeConfig;
import io.tickwire.edge.mqtt.MqttNode;
import io.tickwire.edge.mqtt.bridge.Bridge;
import io.tickwire.ops.MqttMetrics;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** Exchanges topics with one broker elsewhere. */
public final class MqttBridge extends VerticleBase {
    private static final long HEALTH_MS = 1_000;

    private final MqttBridgeConfig config;
    private final MqttNode node;
    private final String nodeId;
    private final int maxPacketBytes;
    private final TypedBus bus;
    private final MqttMetrics metrics;
    private Bridge bridge;

    /** @param nodeId tells this node's bridges from those of others */
    public MqttBridge(
            MqttBridgeConfig config,
            MqttNode node,
            String nodeId,
            int maxPacketBytes,
            TypedBus bus,
            MqttMetrics metrics) {
        this.config = config;
        this.node = node;
        this.nodeId = nodeId;
        this.maxPacketBytes = maxPacketBytes;
        this.bus = bus;
        this.metrics = metrics;
    }

    @Override
    public Future<?> start() {
        Context here = vertx.getOrCreateContext();
        bridge = new Bridge(
                config,
                node,
                nodeId,
                maxPacketBytes,
                task -> here.runOnContext(v -> task.run()),
                report -> bus.publish(Addresses.HEALTH, report),
                metrics);
        bridge.start();
        vertx.setPeriodic(HEALTH_MS, tick -> bridge.tell());
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        bridge.stop();
        return Future.succeededFuture();
    }
}
