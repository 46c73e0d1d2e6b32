package io.tickwire.edge.mqtt;

import io.tickwire.bus.TypedBus;
import io.tickwire.config.TickwireConfig;
import io.tickwire.edge.ListenerTls;
import io.tickwire.ops.Clock;
import io.tickwire.ops.Metrics;
import io.tickwire.ops.MqttMetrics;
import io.tickwire.session.auth.Audit;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * What the MQTT doors of a node share. Any thread.
 *
 * @param node the broker behind them
 * @param nodeId tells this node from others
 * @param tls certificate, or none, of each listener by its name
 * @param stopping whether the whole node is going
 */
public record MqttParts(
        TickwireConfig config,
        MqttNode node,
        String nodeId,
        TypedBus bus,
        Clock clock,
        Metrics metrics,
        MqttMetrics mqttMetrics,
        Audit audit,
        Map<String, ListenerTls> tls,
        BooleanSupplier stopping) {}
