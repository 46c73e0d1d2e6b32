package io.tickwire.bench.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tickwire.bench.mqtt.MqttPlan.Part;
import io.tickwire.protocol.mqtt.MqttVersion;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MqttPlanTest {
    private static final MqttPlan PLAN = new MqttPlan(
            List.of(Scenario.FAN_OUT, Scenario.FAN_IN),
            List.of(1),
            List.of(Part.SATURATION, Part.LATENCY),
            MqttVersion.V5,
            "");

    private static List<String> names(MqttPlan plan, int many, int rate) {
        return plan.cases(many, rate, 8, 100).stream().map(MqttCase::what).toList();
    }

    @Test
    void makesEveryCaseAndCountsTheRateInDeliveries() {
        assertEquals(
                List.of(
                        "fanout QoS 1 (1 -> 50), saturation: 8 messages under way (per second: deliveries)",
                        "fanout QoS 1 (1 -> 50), 20 messages/s (per second: deliveries)",
                        "fanin QoS 1 (50 -> 1), saturation: 8 messages under way (per second: deliveries)",
                        "fanin QoS 1 (50 -> 1), 1000 messages/s (per second: deliveries)"),
                names(PLAN, 50, 1000));
    }

    @Test
    void hasNoLatencyPartWithoutARate() {
        assertEquals(2, names(PLAN, 50, 0).size());
    }

    @Test
    void publishesAtLeastOneMessageASecond() {
        assertEquals(
                "fanout QoS 1 (1 -> 50), 1 messages/s (per second: deliveries)",
                names(PLAN, 50, 49).get(1));
    }
}
