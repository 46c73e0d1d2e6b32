package io.tickwire.it.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.it.TickwireProcess;
import io.tickwire.protocol.mqtt.MessageProperties;
import io.tickwire.protocol.mqtt.MqttVersion;
import io.tickwire.protocol.mqtt.Packet;
import io.tickwire.protocol.mqtt.Packet.Filter;
import io.tickwire.protocol.mqtt.ReasonCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bridge to a broker elsewhere: both ways, without circles, and over its absence. */
final class MqttBridgeIT {
    private static final int WAITING = 300;

    @TempDir
    Path folder;

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    private static String quiet(String mqtt) {
        return "{\"http\":{\"port\":0},\"ticks\":{\"enabled\":false},\"inference\":{\"enabled\":false},\"mqtt\":{"
                + mqtt + "},\"verticles\":{\"inference\":{\"enabled\":false}}";
    }

    private TickwireProcess broker(int port) {
        return TickwireProcess.start(quiet("\"port\":" + port + ",\"platformTopics\":false")
                + ",\"storage\":{\"path\":\"" + folder.resolve("there") + "\"}}");
    }

    private TickwireProcess node(int brokerPort) {
        return TickwireProcess.start(quiet("\"port\":0,\"bridges\":[{\"name\":\"hub\",\"host\":\"127.0.0.1\",\"port\":"
                        + brokerPort + ",\"minBackoff\":\"100ms\",\"maxBackoff\":\"300ms\",\"mayTrade\":true,"
                        + "\"statusTopic\":\"desks/a\",\"topics\":["
                        + "{\"direction\":\"out\",\"filter\":\"chat/#\",\"qos\":2},"
                        + "{\"direction\":\"in\",\"filter\":\"chat/#\",\"qos\":2},"
                        + "{\"direction\":\"out\",\"filter\":\"tickwire/accounts/#\",\"remotePrefix\":\"a/\"},"
                        + "{\"direction\":\"in\",\"filter\":\"tickwire/signals/sim\",\"remotePrefix\":\"a/\"}]}]")
                + "}");
    }

    private static RawMqtt subscribed(int port, String filter) {
        RawMqtt client = RawMqtt.connected(port, MqttVersion.V5, "it-" + filter.replaceAll("\\W", ""));
        client.send(new Packet.Subscribe(1, List.of(Filter.of(filter, 0)), 0, List.of()));
        client.expect(Packet.SubAck.class);
        return client;
    }

    private static void publish(RawMqtt client, int qos, String topic, String text) {
        client.send(new Packet.Publish(
                false,
                qos,
                false,
                topic,
                qos == 0 ? 0 : 7,
                text.getBytes(StandardCharsets.UTF_8),
                0,
                List.of(),
                MessageProperties.NONE));
    }

    private static String next(RawMqtt client) {
        Packet.Publish publish = client.expect(Packet.Publish.class);
        return publish.topic() + " " + new String(publish.payload(), StandardCharsets.UTF_8);
    }

    @Test
    void exchangesTopicsOnceAndCatchesUpAfterTheBrokerWasAway() throws Exception {
        int port = freePort();
        try (TickwireProcess node = node(port)) {
            assertTrue(node.log().contains("ready in"), "a broker that is away keeps no node from starting");
            try (TickwireProcess there = broker(port)) {
                node.awaitLog("connected to");
                try (RawMqtt far = subscribed(port, "chat/#");
                        RawMqtt near = subscribed(node.mqttPort(), "chat/#")) {
                    publish(near, 0, "chat/near", "hello");
                    assertEquals("chat/near hello", next(near));
                    assertEquals("chat/near hello", next(far));
                    publish(far, 0, "chat/far", "hello yourself");
                    assertEquals("chat/far hello yourself", next(far));
                    assertEquals("chat/far hello yourself", next(near));
                    // Nothing came round.
                    near.expectNothing();
                    far.expectNothing();
                }
                try (RawMqtt archive = RawMqtt.persistent(port, "archive")) {
                    archive.send(new Packet.Subscribe(1, List.of(Filter.of("chat/later", 1)), 0, List.of()));
                    archive.expect(Packet.SubAck.class);
                }
                there.kill();
            }
            trade(node);
            try (RawMqtt near = RawMqtt.connected(node.mqttPort(), MqttVersion.V5, "waits")) {
                // More than the bridge has under way at once.
                for (int i = 0; i < WAITING; i++) {
                    publish(near, 1, "chat/later", "kept " + i);
                    near.expect(Packet.Ack.class);
                }
            }
            assertTrue(Http.get(node.httpUrl() + "/health/live").contains("alive"), node.log());
            try (TickwireProcess again = broker(port);
                    RawMqtt archive = RawMqtt.persistent(port, "archive")) {
                for (int i = 0; i < WAITING; i++) {
                    Packet.Publish kept = archive.expect(Packet.Publish.class);
                    assertEquals("kept " + i, new String(kept.payload(), StandardCharsets.UTF_8));
                    archive.send(Packet.Ack.of(Packet.Ack.Kind.PUBACK, kept.packetId(), ReasonCode.SUCCESS));
                }
                try (RawMqtt accounts = subscribed(again.mqttPort(), "a/tickwire/accounts/+/executions")) {
                    publish(
                            accounts,
                            1,
                            "a/tickwire/signals/sim",
                            "{\"symbol\":\"EURUSD\",\"action\":\"BUY\",\"volume\":0.1}");
                    accounts.expect(Packet.Ack.class);
                    // The one of the time without the broker may still come.
                    String execution = next(accounts);
                    assertTrue(execution.contains("\"status\":\"success\""), execution);
                }
                try (RawMqtt status = subscribed(port, "desks/a")) {
                    assertEquals("desks/a online", next(status));
                    assertFalse(node.log().contains("blocked"), node.log());
                    node.kill();
                    assertEquals("desks/a offline", next(status));
                }
            }
        }
    }

    /** Without its broker the bridge takes nothing from trading. */
    private static void trade(TickwireProcess node) {
        try (RawMqtt trader = subscribed(node.mqttPort(), "tickwire/signals/sim/outcome")) {
            publish(trader, 1, "tickwire/signals/sim", "{\"symbol\":\"GBPUSD\",\"action\":\"BUY\",\"volume\":0.1}");
            String outcome = next(trader);
            assertTrue(outcome.contains("\"status\":\"success\""), outcome);
            trader.expect(Packet.Ack.class);
        }
    }
}
