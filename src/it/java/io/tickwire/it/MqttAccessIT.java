package io.tickwire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.edge.Certificates;
import io.tickwire.it.mqtt.RawMqtt;
import io.tickwire.it.mqtt.Tool;
import io.tickwire.protocol.mqtt.MessageProperties;
import io.tickwire.protocol.mqtt.MqttVersion;
import io.tickwire.protocol.mqtt.Packet;
import io.tickwire.protocol.mqtt.Packet.Ack;
import io.tickwire.protocol.mqtt.Packet.ConnAck;
import io.tickwire.protocol.mqtt.Packet.Connect;
import io.tickwire.protocol.mqtt.Packet.Disconnect;
import io.tickwire.protocol.mqtt.Packet.Filter;
import io.tickwire.protocol.mqtt.Packet.Will;
import io.tickwire.protocol.mqtt.ReasonCode;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may come to the MQTT server, and use which topics; over TLS and in clear. */
final class MqttAccessIT {
    @TempDir
    static Path folder;

    private static SecuredNode node;
    private static int port;
    private static int tlsPort;

    @BeforeAll
    static void start() throws Exception {
        Path store = Certificates.pkcs12(folder.resolve("mqtt.p12"), "localhost", "EC", 90);
        Certificates.pem(store, folder.resolve("cert.pem"), folder.resolve("key.pem"));
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            tlsPort = probe.getLocalPort();
        }
        node = new SecuredNode(",\"mqtt\":{\"port\":0,\"secure\":{\"enabled\":true,\"port\":" + tlsPort
                + ",\"tls\":{\"certFile\":\"" + folder.resolve("cert.pem") + "\",\"keyFile\":\""
                + folder.resolve("key.pem") + "\"}},\"acl\":["
                + "{\"topic\":\"own/%c/#\"},{\"topic\":\"person/%u/#\"},{\"topic\":\"tickwire/#\"},"
                + "{\"topic\":\"news/#\",\"access\":\"read\"},{\"topic\":\"news/secret/#\",\"access\":\"deny\"},"
                + "{\"topic\":\"drop/#\",\"access\":\"write\"}]},"
                + "\"verticles\":{\"inference\":{\"enabled\":false}}");
        port = node.process.mqttPort();
    }

    @AfterAll
    static void stop() {
        assertFalse(node.process.log().contains("ERROR"), node.process.log());
        node.close();
    }

    private static Connect connect(MqttVersion version, String id, String secret, Will will) {
        byte[] password = secret == null ? null : secret.getBytes(StandardCharsets.UTF_8);
        return new Connect(
                version,
                id,
                true,
                60,
                "anybody",
                password,
                will,
                0,
                65535,
                Long.MAX_VALUE,
                0,
                false,
                true,
                null,
                null,
                List.of());
    }

    /** Whoever failed before is slowed for a while, and all tests have one address. */
    private static RawMqtt enter(String id, String secret) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(
                        () -> {
                            RawMqtt client = new RawMqtt(port, MqttVersion.V5);
                            client.send(connect(MqttVersion.V5, id, secret, null));
                            ReasonCode reason = client.expect(ConnAck.class).reason();
                            if (reason == ReasonCode.CONNECTION_RATE_EXCEEDED) {
                                client.close();
                                return null;
                            }
                            assertEquals(ReasonCode.SUCCESS, reason);
                            return client;
                        },
                        Objects::nonNull);
    }

    private static ReasonCode publish(RawMqtt client, String topic) {
        client.send(new Packet.Publish(false, 1, false, topic, 5, new byte[1], 0, List.of(), MessageProperties.NONE));
        return client.expect(Ack.class).reason();
    }

    private static ReasonCode subscribe(RawMqtt client, String filter) {
        client.send(new Packet.Subscribe(5, List.of(Filter.of(filter, 1)), 0, List.of()));
        Packet next = client.next();
        while (next instanceof Packet.Publish) {
            // What an earlier subscription found retained.
            next = client.next();
        }
        return assertInstanceOf(Packet.SubAck.class, next).reasons().get(0);
    }

    @Test
    void letsNobodyInWithoutACredential() {
        for (String secret : new String[] {null, "", "guess", node.token("read", -1000)}) {
            try (RawMqtt client = new RawMqtt(port, MqttVersion.V5);
                    RawMqtt old = new RawMqtt(port, MqttVersion.V311)) {
                client.send(connect(MqttVersion.V5, "x", secret, null));
                ReasonCode reason = client.expect(ConnAck.class).reason();
                assertTrue(
                        reason == ReasonCode.NOT_AUTHORIZED || reason == ReasonCode.CONNECTION_RATE_EXCEEDED,
                        reason::toString);
                client.expectClosed();
                old.send(connect(MqttVersion.V311, "x", secret, null));
                assertTrue(old.expect(ConnAck.class).reason().isFailure());
                old.expectClosed();
            }
        }
    }

    @Test
    void takesTokensAndKeysAsPasswordsAndKeepsEachToItsTopics() {
        String key = node.key("alice", "read trade");
        try (RawMqtt alice = enter("desk1", key)) {
            assertTrue(publish(alice, "own/desk1/x").code() < 0x80);
            assertTrue(publish(alice, "person/alice/x").code() < 0x80);
            assertEquals(ReasonCode.NOT_AUTHORIZED, publish(alice, "own/desk2/x"));
            assertEquals(ReasonCode.NOT_AUTHORIZED, publish(alice, "person/bob/x"));
            assertEquals(ReasonCode.NOT_AUTHORIZED, publish(alice, "news/today"));
            assertEquals(ReasonCode.GRANTED_QOS_1, subscribe(alice, "news/today"));
            // What is denied inside of it does not come: SubscribeTest.
            assertEquals(ReasonCode.GRANTED_QOS_1, subscribe(alice, "news/#"));
            assertEquals(ReasonCode.NOT_AUTHORIZED, subscribe(alice, "news/secret/+"));
            assertEquals(ReasonCode.NOT_AUTHORIZED, subscribe(alice, "news/secret/plans"));
            assertEquals(ReasonCode.NOT_AUTHORIZED, subscribe(alice, "drop/x"));
            assertEquals(ReasonCode.NOT_AUTHORIZED, subscribe(alice, "#"));
            assertEquals(ReasonCode.NOT_AUTHORIZED, subscribe(alice, "$share/g/drop/x"));
            assertEquals(ReasonCode.NOT_AUTHORIZED, publish(alice, "tickwire/ticks/EURUSD"));
        }
        try (RawMqtt nameless = enter("#", key)) {
            // A name that is a wildcard is nobody's name.
            assertEquals(ReasonCode.NOT_AUTHORIZED, publish(nameless, "own/desk1/x"));
            assertEquals(ReasonCode.NOT_AUTHORIZED, subscribe(nameless, "own/desk1/x"));
        }
    }

    @Test
    void showsAndTradesOnlyTheAccountsOfTheCredential() {
        try (RawMqtt bob = enter("bobs", node.token("trade", 60_000, "a"))) {
            assertEquals(ReasonCode.GRANTED_QOS_1, subscribe(bob, "tickwire/accounts/a/info"));
            assertEquals(ReasonCode.NOT_AUTHORIZED, subscribe(bob, "tickwire/accounts/b/info"));
            assertEquals(ReasonCode.NOT_AUTHORIZED, subscribe(bob, "tickwire/accounts/+/info"));
            assertEquals(ReasonCode.NOT_AUTHORIZED, subscribe(bob, "tickwire/#"));
            assertEquals(ReasonCode.NOT_AUTHORIZED, publish(bob, "tickwire/signals/b"));
        }
        try (RawMqtt reader = enter("reader", node.token("read"))) {
            assertEquals(ReasonCode.NOT_AUTHORIZED, publish(reader, "tickwire/signals/a"));
        }
    }

    @Test
    void looksAtTheTopicOfAWill() {
        Will will = new Will("news/mine", new byte[1], 0, false, 0, MessageProperties.NONE);
        try (RawMqtt client = new RawMqtt(port, MqttVersion.V5)) {
            client.send(connect(MqttVersion.V5, "willed", node.token("trade"), will));
            assertEquals(ReasonCode.NOT_AUTHORIZED, client.expect(ConnAck.class).reason());
            client.expectClosed();
        }
    }

    @Test
    void sendsAwayWhoseCredentialEnds() {
        try (RawMqtt brief = enter("brief", node.token("read", 2_000))) {
            assertEquals(
                    ReasonCode.NOT_AUTHORIZED, brief.expect(Disconnect.class).reason());
            brief.expectClosed();
        }
    }

    @Test
    void speaksTls() {
        String token = node.token("trade");
        String[] who = {
            "-p",
            "" + tlsPort,
            "-h",
            "localhost",
            "--cafile",
            folder.resolve("cert.pem").toString(),
            "-u",
            "x",
            "-P",
            token
        };
        try (Tool sub = Tool.start("mosquitto_sub", with(who, "-d", "-i", "tls1", "-t", "own/tls1/a", "-C", "1"))) {
            sub.awaitOutput("Subscribed (mid: 1)");
            try (RawMqtt plain = enter("tls1-not", token)) {
                assertEquals(ReasonCode.NOT_AUTHORIZED, publish(plain, "own/tls1/a"));
            }
            try (Tool pub =
                    Tool.start("mosquitto_pub", with(who, "-i", "tls2", "-t", "own/tls2/a", "-m", "x", "-q", "1"))) {
                assertEquals(0, pub.awaitExit(), pub::output);
            }
        }
        assertFalse(node.process.log().contains(token));
    }

    private static String[] with(String[] some, String... more) {
        String[] all = Arrays.copyOf(some, some.length + more.length);
        System.arraycopy(more, 0, all, some.length, more.length);
        return all;
    }
}
