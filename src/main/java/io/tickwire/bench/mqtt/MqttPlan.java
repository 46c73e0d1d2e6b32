package io.tickwire.bench.mqtt;

import io.tickwire.protocol.mqtt.MqttVersion;
import java.util.ArrayList;
import java.util.List;

/**
 * Which cases are measured.
 *
 * @param peer a running broker that is measured beside ours, as host:port; empty = mosquitto where it is installed
 */
public record MqttPlan(
        List<Scenario> scenarios, List<Integer> qos, List<Part> parts, MqttVersion version, String peer) {
    /** As {@link #peer}: ours alone. */
    public static final String NO_PEER = "none";

    /** What is asked of a case. */
    public enum Part {
        /** Deliveries a second while so many messages are under way. */
        SATURATION,
        /** How late deliveries are at a given rate. */
        LATENCY
    }

    public MqttPlan {
        scenarios = List.copyOf(scenarios);
        qos = List.copyOf(qos);
        parts = List.copyOf(parts);
    }

    /**
     * Every case, in the order of the lists.
     *
     * @param many clients on the side that has many
     * @param deliveriesPerSecond of the latency part; 0 = there is none
     * @param depth messages under way in the saturation part
     */
    public List<MqttCase> cases(int many, int deliveriesPerSecond, int depth, int payloadBytes) {
        List<MqttCase> cases = new ArrayList<>();
        for (Scenario scenario : scenarios) {
            for (int level : qos) {
                for (Part part : parts) {
                    if (part == Part.SATURATION) {
                        cases.add(new MqttCase(scenario, many, level, version, payloadBytes, depth, 0));
                    } else if (deliveriesPerSecond > 0) {
                        int messages = Math.max(1, deliveriesPerSecond / scenario.subscribers(many));
                        cases.add(new MqttCase(scenario, many, level, version, payloadBytes, 0, messages));
                    }
                }
            }
        }
        return cases;
    }
}
