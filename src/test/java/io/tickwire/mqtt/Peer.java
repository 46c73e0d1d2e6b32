package io.tickwire.mqtt;

import io.tickwire.domain.Identity;
import io.tickwire.domain.Scope;
import io.tickwire.protocol.mqtt.MessageProperties;
import io.tickwire.protocol.mqtt.MqttVersion;
import io.tickwire.protocol.mqtt.Packet;
import io.tickwire.protocol.mqtt.Packet.Ack;
import io.tickwire.protocol.mqtt.Packet.Connect;
import io.tickwire.protocol.mqtt.Packet.Disconnect;
import io.tickwire.protocol.mqtt.Packet.Filter;
import io.tickwire.protocol.mqtt.Packet.Publish;
import io.tickwire.protocol.mqtt.Packet.Subscribe;
import io.tickwire.protocol.mqtt.Packet.Unsubscribe;
import io.tickwire.protocol.mqtt.Packet.Will;
import io.tickwire.protocol.mqtt.ReasonCode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A client of a {@link TestServer}; it says what the test tells it to, and answers nothing by itself. */
final class Peer {
    private final TestServer server;
    private final String clientId;
    private MqttVersion version = MqttVersion.V5;
    private boolean clean = true;
    private long expiry;
    private int keepAlive = 60;
    private int receiveMaximum = 65535;
    private long maximumPacketSize = Long.MAX_VALUE;
    private int aliases;
    private boolean problems = true;
    private String authentication;
    private Will will;
    private Identity identity = Identity.anonymous("127.0.0.1", true);
    private FakeLink link;
    private Client client;

    Peer(TestServer server, String clientId) {
        this.server = server;
        this.clientId = clientId;
    }

    Peer v311() {
        version = MqttVersion.V311;
        return this;
    }

    /** Keeps its session, for as long as it likes in 3.1.1. */
    Peer resuming(long expirySeconds) {
        clean = false;
        expiry = expirySeconds;
        return this;
    }

    Peer expiring(long expirySeconds) {
        expiry = expirySeconds;
        return this;
    }

    Peer cleanStart() {
        clean = true;
        return this;
    }

    Peer keepAlive(int seconds) {
        keepAlive = seconds;
        return this;
    }

    Peer receiveMaximum(int messages) {
        receiveMaximum = messages;
        return this;
    }

    Peer maximumPacketSize(long bytes) {
        maximumPacketSize = bytes;
        return this;
    }

    Peer aliases(int maximum) {
        aliases = maximum;
        return this;
    }

    Peer withoutProblemInformation() {
        problems = false;
        return this;
    }

    Peer authentication(String method) {
        authentication = method;
        return this;
    }

    Peer will(String topic, String payload, int qos, long delaySeconds) {
        return will(topic, payload, qos, false, delaySeconds);
    }

    Peer will(String topic, String payload, int qos, boolean retain, long delaySeconds) {
        will = new Will(topic, bytes(payload), qos, retain, delaySeconds, MessageProperties.NONE);
        return this;
    }

    Peer will(Will last) {
        will = last;
        return this;
    }

    Peer withoutWill() {
        will = null;
        return this;
    }

    /** Somebody with a credential. */
    Peer as(String subject, Scope... scopes) {
        identity = new Identity(subject, Set.of(scopes), Set.of(), Long.MAX_VALUE, "key:" + subject);
        return this;
    }

    /** Connects, and leaves what it was answered to {@link #heard}. */
    Peer asks() {
        link = new FakeLink(version);
        long asked = version == MqttVersion.V5 ? expiry : clean ? 0 : Connect.NEVER;
        Connect connect = new Connect(
                version,
                clientId,
                clean,
                keepAlive,
                null,
                null,
                will,
                asked,
                receiveMaximum,
                maximumPacketSize,
                aliases,
                false,
                problems,
                authentication,
                null,
                List.of());
        client = server.broker().connect(link, connect, new Who(identity, "127.0.0.1", clientId));
        server.settle();
        return this;
    }

    /** Connects. */
    Peer connected() {
        asks();
        List<String> first = heard();
        if (first.isEmpty() || !first.get(0).startsWith("CONNACK") || client == null) {
            throw new AssertionError("not let in: " + first);
        }
        return this;
    }

    Peer says(Packet packet) {
        client.heard(packet);
        server.settle();
        return this;
    }

    /** Several packets that come in one turn. */
    Peer saysAtOnce(Packet... packets) {
        for (Packet packet : packets) {
            client.heard(packet);
        }
        server.settle();
        return this;
    }

    Peer subscribes(String filter, int qos) {
        return subscribes(1, 0, Filter.of(filter, qos));
    }

    Peer subscribes(int packetId, int subscriptionId, Filter... filters) {
        return says(new Subscribe(packetId, List.of(filters), subscriptionId, List.of()));
    }

    /** Subscribes and forgets what it was answered. */
    Peer subscribed(String filter, int qos) {
        subscribes(filter, qos).heard();
        return this;
    }

    Peer unsubscribes(String... filters) {
        return says(new Unsubscribe(1, List.of(filters), List.of()));
    }

    Peer publishes(String topic, String payload, int qos, int packetId) {
        return says(message(topic, payload, qos, packetId));
    }

    static Publish message(String topic, String payload, int qos, int packetId) {
        return new Publish(false, qos, false, topic, packetId, bytes(payload), 0, List.of(), MessageProperties.NONE);
    }

    Peer retains(String topic, String payload, int qos, int packetId) {
        return says(retained(topic, payload, qos, packetId, MessageProperties.NONE));
    }

    static Publish retained(String topic, String payload, int qos, int packetId, MessageProperties properties) {
        return new Publish(false, qos, true, topic, packetId, bytes(payload), 0, List.of(), properties);
    }

    static Publish aliased(String topic, String payload, int alias) {
        return new Publish(false, 0, false, topic, 0, bytes(payload), alias, List.of(), MessageProperties.NONE);
    }

    static Publish expiring(String topic, String payload, int qos, int packetId, long seconds) {
        return new Publish(false, qos, false, topic, packetId, bytes(payload), 0, List.of(), life(seconds));
    }

    static MessageProperties life(long seconds) {
        return new MessageProperties(false, seconds, null, null, null, List.of());
    }

    Peer acks(Ack.Kind kind, int packetId) {
        return acks(kind, packetId, ReasonCode.SUCCESS);
    }

    Peer acks(Ack.Kind kind, int packetId, ReasonCode reason) {
        return says(Ack.of(kind, packetId, reason));
    }

    /** Says goodbye. */
    void leaves() {
        says(Disconnect.of(ReasonCode.SUCCESS, null));
        server.settle();
    }

    /** Its connection breaks. */
    void vanishes() {
        client.lost();
        server.settle();
    }

    /** Whether it reads what it is sent. */
    Peer reads(boolean now) {
        link.writable(now);
        if (now) {
            client.writable();
            server.settle();
        }
        return this;
    }

    /** What it was sent since it was asked last; "closed" at the end when the server closed. */
    List<String> heard() {
        List<String> lines = new ArrayList<>();
        link.take().forEach(packet -> lines.add(Said.of(packet)));
        if (link.isClosed()) {
            lines.add("closed");
        }
        return lines;
    }

    /** The same, as packets. */
    List<Packet> packets() {
        return link.take();
    }

    FakeLink link() {
        return link;
    }

    Client client() {
        return client;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
