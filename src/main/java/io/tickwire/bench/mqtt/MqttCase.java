package io.tickwire.bench.mqtt;

import io.tickwire.protocol.mqtt.MqttVersion;

/**
 * One load.
 *
 * @param many clients on the side that has many
 * @param depth messages under way over all publishers; 0 = the load is open
 * @param messagesPerSecond of an open load, over all publishers; 0 = as fast as they come back
 */
public record MqttCase(
        Scenario scenario, int many, int qos, MqttVersion version, int payloadBytes, int depth, int messagesPerSecond) {

    boolean saturates() {
        return depth > 0;
    }

    int publishers() {
        return scenario.publishers(many);
    }

    int subscribers() {
        return scenario.subscribers(many);
    }

    /** As the report calls it. */
    String what() {
        String who = scenario.label() + " QoS " + qos + " (" + publishers() + " -> " + subscribers() + ")";
        return saturates()
                ? who + ", saturation: " + depth + " messages under way (per second: deliveries)"
                : who + ", " + messagesPerSecond + " messages/s (per second: deliveries)";
    }
}
