package io.tickwire.app;

import io.micrometer.core.instrument.MeterRegistry;
import io.tickwire.bus.Addresses;
import io.tickwire.bus.TypedBus;
import io.tickwire.config.MqttConfig;
import io.tickwire.config.StorageConfig;
import io.tickwire.config.TerminalConfig;
import io.tickwire.config.TickwireConfig;
import io.tickwire.domain.message.ClientClaimed;
import io.tickwire.edge.mqtt.MqttNode;
import io.tickwire.edge.mqtt.topics.PlatformTopics;
import io.tickwire.journal.MemoryMqttStore;
import io.tickwire.journal.MqttStore;
import io.tickwire.journal.SqliteMqttStore;
import io.tickwire.mqtt.Broker;
import io.tickwire.mqtt.PlatformTree;
import io.tickwire.mqtt.RuleAcl;
import io.tickwire.ops.Clock;
import io.tickwire.ops.MqttMetrics;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.UUID;

/**
 * The MQTT server of a node, as far as its verticles share it.
 *
 * @param nodeId tells this node from others on the bus
 */
record MqttServer(MqttNode node, PlatformTree tree, MqttMetrics metrics, String nodeId, Runnable closing) {
    static MqttServer of(Vertx vertx, TickwireConfig config, TypedBus bus, Clock clock, MeterRegistry registry) {
        MqttConfig mqtt = config.mqtt();
        PlatformTree tree = mqtt.platformTopics()
                ? PlatformTree.of(
                        mqtt.root(),
                        config.terminals().stream().map(TerminalConfig::id).toList())
                : PlatformTree.NONE;
        MqttMetrics metrics = new MqttMetrics(registry);
        String nodeId = UUID.randomUUID().toString();
        SqliteMqttStore durable = config.storage().journal() == StorageConfig.Kind.SQLITE
                ? new SqliteMqttStore(Path.of(config.storage().path()), metrics::committed)
                : null;
        MqttStore store = durable == null ? new MemoryMqttStore() : durable;
        MqttNode node = new MqttNode(
                durable == null ? Future::succeededFuture : () -> open(vertx, durable),
                store,
                mailbox -> new Broker(
                        mqtt.limits(),
                        store,
                        new RuleAcl(mqtt, tree),
                        mailbox,
                        () -> "auto-" + UUID.randomUUID(),
                        clientId -> bus.publish(Addresses.CLIENT_CLAIMED, new ClientClaimed(nodeId, clientId)),
                        clock,
                        metrics));
        return new MqttServer(node, tree, metrics, nodeId, durable == null ? () -> {} : durable::close);
    }

    private static Future<Void> open(Vertx vertx, SqliteMqttStore store) {
        return vertx.executeBlocking(() -> {
            store.open();
            return null;
        });
    }

    /** The last that subscribers of the status hear, while they are still there. */
    void sayOffline(long nowMsc) {
        if (tree.exists()) {
            PlatformTopics.tellStatus(node, tree, "offline", nowMsc);
        }
    }

    /** After its verticles are gone. Blocks. */
    void close() {
        closing.run();
    }
}
