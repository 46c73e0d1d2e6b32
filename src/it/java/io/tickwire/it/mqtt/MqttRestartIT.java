package io.tickwire.it.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.it.TickwireProcess;
import io.tickwire.protocol.mqtt.MessageProperties;
import io.tickwire.protocol.mqtt.MqttVersion;
import io.tickwire.protocol.mqtt.Packet;
import io.tickwire.protocol.mqtt.Packet.Ack;
import io.tickwire.protocol.mqtt.Packet.Ack.Kind;
import io.tickwire.protocol.mqtt.Packet.ConnAck;
import io.tickwire.protocol.mqtt.Packet.Connect;
import io.tickwire.protocol.mqtt.Packet.Filter;
import io.tickwire.protocol.mqtt.ReasonCode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** kill -9 of the MQTT server with messages under way on both sides. */
final class MqttRestartIT {
    private static final int MESSAGES = 1_000;

    @TempDir
    Path folder;

    private TickwireProcess start() {
        return TickwireProcess.start(
                "{\"http\":{\"port\":0},\"ticks\":{\"enabled\":false},\"inference\":{\"enabled\":false},\"mqtt\":{\"port\":0,"
                        + "\"platformTopics\":false,\"limits\":{\"receiveMaximum\":2000,\"maxInflight\":2000}},"
                        + "\"storage\":{\"path\":\"" + folder.resolve("data") + "\"},"
                        + "\"verticles\":{\"inference\":{\"enabled\":false}}}");
    }

    /** A persistent client, as one library after the other does it: what it promised it keeps over connections. */
    private static final class Subscriber {
        private final Map<Integer, String> unreleased = new HashMap<>();
        private final Map<String, Integer> seen = new TreeMap<>();

        void on(Packet packet, RawMqtt client, boolean answers) {
            if (packet instanceof Packet.Publish publish) {
                String text = new String(publish.payload(), StandardCharsets.US_ASCII);
                // MQTT 5.0 §4.3.3 method B: delivered when it comes, known by its id until it is released.
                if (publish.qos() == 1 || unreleased.put(publish.packetId(), text) == null) {
                    seen.merge(text, 1, Integer::sum);
                }
                if (answers) {
                    Kind kind = publish.qos() == 1 ? Kind.PUBACK : Kind.PUBREC;
                    client.send(Ack.of(kind, publish.packetId(), ReasonCode.SUCCESS));
                }
            } else if (packet instanceof Ack ack && ack.kind() == Kind.PUBREL) {
                unreleased.remove(ack.packetId());
                if (answers) {
                    client.send(Ack.of(Kind.PUBCOMP, ack.packetId(), ReasonCode.SUCCESS));
                }
            }
        }
    }

    private static RawMqtt connect(int port, MqttVersion version, String id, boolean present) {
        RawMqtt client = new RawMqtt(port, version);
        Connect plain = Connect.of(version, id, false, 60);
        client.send(new Connect(
                version,
                id,
                false,
                60,
                null,
                null,
                null,
                3600,
                65535,
                plain.maximumPacketSize(),
                0,
                false,
                true,
                null,
                null,
                List.of()));
        assertEquals(present, client.expect(ConnAck.class).sessionPresent());
        return client;
    }

    @ParameterizedTest
    @EnumSource(MqttVersion.class)
    void losesNothingAndDoublesNoQos2WhenItIsKilledWithAThousandUnderWay(MqttVersion version) {
        Subscriber subscriber = new Subscriber();
        // What the publisher has not had the last word on, by packet id.
        Map<Integer, Packet.Publish> unanswered = new TreeMap<>();
        Set<Integer> received = new HashSet<>();
        try (TickwireProcess node = start();
                RawMqtt sub = connect(node.mqttPort(), version, "sub", false);
                RawMqtt pub = connect(node.mqttPort(), version, "pub", false)) {
            sub.send(new Packet.Subscribe(1, List.of(Filter.of("load/#", 2)), 0, List.of()));
            sub.expect(Packet.SubAck.class);
            for (int id = 1; id <= MESSAGES; id++) {
                int qos = 1 + id % 2;
                unanswered.put(id, publish(qos, id, false));
                pub.send(unanswered.get(id));
            }
            // Half of the answers are read on each side, and half of those answered, when it is killed.
            for (int i = 0; i < MESSAGES / 2; i++) {
                answer(pub, unanswered, received);
                subscriber.on(sub.next(), sub, i % 2 == 0);
            }
            node.kill();
        }
        try (TickwireProcess node = start();
                RawMqtt sub = connect(node.mqttPort(), version, "sub", true);
                RawMqtt pub = connect(node.mqttPort(), version, "pub", true)) {
            // [MQTT-4.4.0-1]: again, what was not answered.
            for (Map.Entry<Integer, Packet.Publish> each : unanswered.entrySet()) {
                pub.send(
                        received.contains(each.getKey())
                                ? Ack.of(Kind.PUBREL, each.getKey(), ReasonCode.SUCCESS)
                                : publish(each.getValue().qos(), each.getKey(), true));
            }
            while (!unanswered.isEmpty()) {
                answer(pub, unanswered, received);
            }
            while (subscriber.seen.size() < MESSAGES || !subscriber.unreleased.isEmpty()) {
                subscriber.on(sub.next(), sub, true);
            }
            sub.expectNothing();
        }
        Set<String> all = new TreeSet<>();
        for (int id = 1; id <= MESSAGES; id++) {
            all.add((1 + id % 2) + "-" + id);
        }
        assertEquals(all, subscriber.seen.keySet());
        subscriber.seen.forEach((text, times) ->
                assertTrue(text.startsWith("1-") || times == 1, () -> text + " came " + times + " times"));
    }

    private static void answer(RawMqtt pub, Map<Integer, Packet.Publish> unanswered, Set<Integer> received) {
        Ack ack = pub.expect(Ack.class);
        if (ack.kind() == Kind.PUBREC) {
            received.add(ack.packetId());
            pub.send(Ack.of(Kind.PUBREL, ack.packetId(), ReasonCode.SUCCESS));
        } else {
            unanswered.remove(ack.packetId());
        }
    }

    private static Packet.Publish publish(int qos, int id, boolean dup) {
        byte[] payload = (qos + "-" + id).getBytes(StandardCharsets.US_ASCII);
        return new Packet.Publish(
                dup, qos, false, "load/" + id % 10, id, payload, 0, List.of(), MessageProperties.NONE);
    }

    @Test
    void hasItsRetainedMessagesAndSubscriptionsAgain() {
        try (TickwireProcess node = start();
                RawMqtt client = connect(node.mqttPort(), MqttVersion.V5, "absent", false)) {
            client.send(new Packet.Subscribe(1, List.of(Filter.of("state/+", 1)), 9, List.of()));
            client.expect(Packet.SubAck.class);
            client.send(new Packet.Publish(
                    false, 1, true, "state/a", 1, new byte[] {1}, 0, List.of(), MessageProperties.NONE));
            client.expect(Packet.class);
            client.expect(Packet.class);
            node.kill();
        }
        try (TickwireProcess node = start();
                RawMqtt other = RawMqtt.connected(node.mqttPort(), MqttVersion.V5, "other")) {
            other.send(new Packet.Subscribe(1, List.of(Filter.of("state/#", 0)), 0, List.of()));
            other.expect(Packet.SubAck.class);
            assertTrue(other.expect(Packet.Publish.class).retain());
            other.send(new Packet.Publish(
                    false, 1, false, "state/b", 1, new byte[] {2}, 0, List.of(), MessageProperties.NONE));
            other.expect(Packet.class);
            other.expect(Packet.class);
            try (RawMqtt back = connect(node.mqttPort(), MqttVersion.V5, "absent", true)) {
                Packet.Publish first = back.expect(Packet.Publish.class);
                // The first one was not acknowledged before the kill.
                assertEquals(List.of(9), first.subscriptionIds());
                assertTrue(first.dup());
                assertEquals("state/a", first.topic());
                assertEquals("state/b", back.expect(Packet.Publish.class).topic());
            }
        }
    }
}
