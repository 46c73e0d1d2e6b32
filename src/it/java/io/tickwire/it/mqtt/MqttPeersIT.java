package io.tickwire.it.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.it.TickwireProcess;
import io.tickwire.protocol.mqtt.MessageProperties;
import io.tickwire.protocol.mqtt.MqttVersion;
import io.tickwire.protocol.mqtt.MqttWriter;
import io.tickwire.protocol.mqtt.Packet;
import io.tickwire.protocol.mqtt.Packet.Ack;
import io.tickwire.protocol.mqtt.Packet.Connect;
import io.tickwire.protocol.mqtt.Packet.Disconnect;
import io.tickwire.protocol.mqtt.Packet.Filter;
import io.tickwire.protocol.mqtt.ReasonCode;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bad peers of the MQTT server: each gets what the standard names, and nobody else notices. */
final class MqttPeersIT {
    private static final int MUTATED = 100_000;
    private static final int AT_ONCE = 50;

    private static TickwireProcess node;
    private static int port;
    private static RawMqtt witness;

    @BeforeAll
    static void start() {
        node = TickwireProcess.start(
                "{\"http\":{\"port\":0},\"ticks\":{\"enabled\":false},\"inference\":{\"enabled\":false},\"mqtt\":{\"port\":0,"
                        + "\"platformTopics\":false,\"limits\":{\"connectTimeout\":\"1s\",\"maxPacketBytes\":100000,\"receiveMaximum\":5}},"
                        + "\"verticles\":{\"inference\":{\"enabled\":false}}}");
        port = node.mqttPort();
        witness = RawMqtt.connected(port, MqttVersion.V5, "witness");
        witness.send(new Packet.Subscribe(1, List.of(Filter.of("witness", 0)), 0, List.of()));
        witness.expect(Packet.SubAck.class);
    }

    @AfterAll
    static void stop() {
        // Whoever behaves is served to the end.
        witness.send(new Packet.Publish(
                false, 0, false, "witness", 0, new byte[] {7}, 0, List.of(), MessageProperties.NONE));
        assertEquals(7, witness.expect(Packet.Publish.class).payload()[0]);
        witness.close();
        assertFalse(node.log().contains("ERROR"), node.log());
        assertFalse(node.log().contains("Exception"), node.log());
        node.close();
    }

    @ParameterizedTest
    @CsvSource({
        "01 00, a reserved type",
        "10 ff ff ff ff 01, five bytes of length",
        "c0 00, a ping before CONNECT",
        "30 03 00 01 61, a message before CONNECT",
        "10 0c 00 04 4d 51 54 58 04 02 00 3c 00 00, another protocol's name"
    })
    void closesWithoutAWordBeforeConnect(String hex, String what) {
        try (RawMqtt peer = new RawMqtt(port, MqttVersion.V5)) {
            peer.sendHex(hex).expectClosed();
        }
    }

    @Test
    void tellsAnUnknownVersionWhichItIs() {
        try (RawMqtt old = new RawMqtt(port, MqttVersion.V311)) {
            old.sendHex("10 0c 00 04 4d 51 54 54 03 02 00 3c 00 00");
            assertEquals(
                    ReasonCode.UNSUPPORTED_PROTOCOL_VERSION,
                    old.expect(Packet.ConnAck.class).reason());
            old.expectClosed();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "01 00, MALFORMED_PACKET",
        "30 ff ff ff ff 01, MALFORMED_PACKET",
        "36 05 00 01 61 00 00, MALFORMED_PACKET",
        "62 00, MALFORMED_PACKET",
        "c1 00, MALFORMED_PACKET",
        "80 07 00 01 00 00 01 61 00, MALFORMED_PACKET",
        "30 04 00 01 23 00, TOPIC_NAME_INVALID",
        "30 04 00 01 2b 00, TOPIC_NAME_INVALID",
        "30 05 00 02 c3 28 00, MALFORMED_PACKET",
        "30 04 00 01 00 00, MALFORMED_PACKET",
        "30 07 00 00 03 23 00 05 61, PROTOCOL_ERROR",
        "30 08 00 01 61 03 23 00 00 61, TOPIC_ALIAS_INVALID",
        "30 08 00 01 61 03 23 01 00 61, TOPIC_ALIAS_INVALID",
        "10 0d 00 04 4d 51 54 54 05 02 00 3c 00 00 00, PROTOCOL_ERROR",
        "d0 00, PROTOCOL_ERROR",
        "20 03 00 00 00, PROTOCOL_ERROR",
        "90 04 00 01 00 00, PROTOCOL_ERROR",
        "b0 04 00 01 00 00, PROTOCOL_ERROR",
        "f0 02 18 00, PROTOCOL_ERROR",
        "32 06 00 01 61 00 00 00, PROTOCOL_ERROR",
        "30 a1 8d 06 00 01 61 00, PACKET_TOO_LARGE",
        "30 07 00 01 61 02 01 01 ff, PAYLOAD_FORMAT_INVALID"
    })
    void disconnectsWithTheReasonThatTheStandardNames(String hex, ReasonCode reason) {
        try (RawMqtt peer = RawMqtt.connected(port, MqttVersion.V5, "bad-peer")) {
            Disconnect told = peer.sendHex(hex).expect(Disconnect.class);
            assertEquals(reason, told.reason(), told::toString);
            assertFalse(told.reasonString().isBlank());
            peer.expectClosed();
        }
        try (RawMqtt old = RawMqtt.connected(port, MqttVersion.V311, "bad-peer")) {
            // 3.1.1 has no words for it; where it is no fault there, the connection goes on.
            old.sendHex(hex);
            if (hex.startsWith("30 07 00 01") || hex.startsWith("30 08")) {
                old.expectNothing();
            } else {
                old.expectClosed();
            }
        }
    }

    @Test
    void answersPacketIdsThatItDoesNotKnow() {
        try (RawMqtt peer = RawMqtt.connected(port, MqttVersion.V5, "ids")) {
            peer.send(Ack.of(Ack.Kind.PUBREL, 77, ReasonCode.SUCCESS));
            assertEquals(Ack.of(Ack.Kind.PUBCOMP, 77, ReasonCode.PACKET_IDENTIFIER_NOT_FOUND), peer.expect(Ack.class));
            peer.send(Ack.of(Ack.Kind.PUBREC, 78, ReasonCode.SUCCESS));
            assertEquals(Ack.of(Ack.Kind.PUBREL, 78, ReasonCode.PACKET_IDENTIFIER_NOT_FOUND), peer.expect(Ack.class));
            peer.send(Ack.of(Ack.Kind.PUBACK, 79, ReasonCode.SUCCESS));
            peer.send(Ack.of(Ack.Kind.PUBCOMP, 80, ReasonCode.SUCCESS));
            peer.expectNothing();
        }
    }

    @Test
    void closesWhoHasMoreUnansweredThanItMay() {
        try (RawMqtt peer = RawMqtt.connected(port, MqttVersion.V5, "pushy")) {
            for (int id = 1; id <= 6; id++) {
                peer.send(new Packet.Publish(
                        false, 2, false, "a", id, new byte[1], 0, List.of(), MessageProperties.NONE));
            }
            for (int id = 1; id <= 5; id++) {
                assertEquals(id, peer.expect(Ack.class).packetId());
            }
            assertEquals(
                    ReasonCode.RECEIVE_MAXIMUM_EXCEEDED,
                    peer.expect(Disconnect.class).reason());
            peer.expectClosed();
        }
    }

    @Test
    void closesWhoSaysHalfAPacketAndThenNothing() {
        try (RawMqtt half = new RawMqtt(port, MqttVersion.V5)) {
            half.sendHex("10 0d 00 04 4d 51").expectClosed();
        }
        try (RawMqtt silent = new RawMqtt(port, MqttVersion.V5)) {
            silent.send(Connect.of(MqttVersion.V5, "silent", true, 1));
            silent.expect(Packet.ConnAck.class);
            silent.sendHex("30 20 00 01");
            assertEquals(
                    ReasonCode.KEEP_ALIVE_TIMEOUT,
                    silent.expect(Disconnect.class).reason());
            silent.expectClosed();
        }
    }

    @Test
    void bearsAHundredThousandMutatedPackets() {
        Random random = new Random(11);
        List<byte[]> good = List.of(
                MqttWriter.write(
                        new Packet.Publish(
                                false, 1, true, "fuzz/a", 9, new byte[20], 0, List.of(), MessageProperties.NONE),
                        MqttVersion.V5),
                MqttWriter.write(
                        new Packet.Subscribe(
                                3, List.of(Filter.of("fuzz/#", 2), Filter.of("$share/g/fuzz", 1)), 5, List.of()),
                        MqttVersion.V5),
                MqttWriter.write(new Packet.Unsubscribe(4, List.of("fuzz/#"), List.of()), MqttVersion.V5),
                MqttWriter.write(Ack.of(Ack.Kind.PUBREL, 9, ReasonCode.SUCCESS), MqttVersion.V5),
                MqttWriter.write(Connect.of(MqttVersion.V5, "fuzz", true, 9), MqttVersion.V5),
                MqttWriter.write(new Packet.PingReq(), MqttVersion.V5),
                MqttWriter.write(Disconnect.of(ReasonCode.DISCONNECT_WITH_WILL, "x"), MqttVersion.V5));
        int sent = 0;
        for (int i = 0; sent < MUTATED; i++) {
            MqttVersion version = random.nextBoolean() ? MqttVersion.V5 : MqttVersion.V311;
            try (RawMqtt peer = RawMqtt.connected(port, version, "fuzz" + i % 7)) {
                for (int j = 0; j < AT_ONCE; j++) {
                    sent++;
                    peer.send(mutated(good.get(random.nextInt(good.size())), random));
                }
            } catch (UncheckedIOException closed) {
                // The first of them that was none ended it; another one goes on.
                continue;
            }
        }
        String page = Http.get(node.httpUrl() + "/metrics");
        assertTrue(page.contains("tickwire_mqtt_malformed_total{reason=\"malformed_packet\"}"), page);
    }

    private static byte[] mutated(byte[] packet, Random random) {
        byte[] copy = packet.clone();
        for (int i = random.nextInt(3); i > 0; i--) {
            copy[random.nextInt(copy.length)] = (byte) random.nextInt(256);
        }
        return copy;
    }
}
