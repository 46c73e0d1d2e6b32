package io.tickwire.edge.mqtt.bridge;

import io.tickwire.domain.Identity;
import io.tickwire.edge.mqtt.MqttNode;
import io.tickwire.mqtt.Broker;
import io.tickwire.mqtt.Client;
import io.tickwire.mqtt.Link;
import io.tickwire.mqtt.Who;
import io.tickwire.protocol.mqtt.Heard;
import io.tickwire.protocol.mqtt.MqttReader;
import io.tickwire.protocol.mqtt.MqttVersion;
import io.tickwire.protocol.mqtt.Packet;
import io.tickwire.protocol.mqtt.Packet.Connect;
import io.tickwire.protocol.mqtt.PublishImage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A bridge's end here: a client of our own broker without a socket, whose persistent session is the bridge's queue. Owner:
 * the broker's thread, but for {@link #say}, {@link #open} and {@link #leave}.
 */
final class LocalEnd implements Link {
    private static final int KEEP = 0;

    private final MqttNode node;
    private final Identity identity;
    private final String clientId;
    private final int maxInflight;
    private final int maxPacketBytes;
    private final TopicMap out;
    private final Consumer<Packet> hears;
    private MqttReader reader;
    private Client client;
    private int packetId;

    /** @param hears what the broker says; called on the broker's thread */
    LocalEnd(
            MqttNode node,
            Identity identity,
            String clientId,
            int maxInflight,
            int maxPacketBytes,
            TopicMap out,
            Consumer<Packet> hears) {
        this.node = node;
        this.identity = identity;
        this.clientId = clientId;
        this.maxInflight = maxInflight;
        this.maxPacketBytes = maxPacketBytes;
        this.out = out;
        this.hears = hears;
    }

    /** Connects and subscribes. Any thread. */
    void open() {
        node.tell(this::connect);
    }

    private void connect(Broker broker) {
        reader = MqttReader.ofClient(MqttVersion.V5, maxPacketBytes);
        Connect connect = new Connect(
                MqttVersion.V5,
                clientId,
                false,
                KEEP,
                null,
                null,
                null,
                Connect.NEVER,
                maxInflight,
                Long.MAX_VALUE,
                0,
                false,
                true,
                null,
                null,
                List.of());
        client = broker.connect(this, connect, new Who(identity, "bridge", clientId));
        if (client != null) {
            subscribe();
        }
    }

    /** What the rules say now; what they said when the session was made is taken back. */
    private void subscribe() {
        List<Packet.Filter> filters = new ArrayList<>();
        Set<String> stale = new HashSet<>(client.filters());
        for (TopicMap.Rule rule : out.rules()) {
            // No local: what this bridge brought in does not go out by it again.
            filters.add(new Packet.Filter(rule.filter(), rule.qos(), true, true, 1));
            stale.remove(rule.filter());
        }
        if (!stale.isEmpty()) {
            client.heard(new Packet.Unsubscribe(nextId(), List.copyOf(stale), List.of()));
        }
        if (!filters.isEmpty()) {
            client.heard(new Packet.Subscribe(nextId(), filters, 0, List.of()));
        }
    }

    private int nextId() {
        packetId = packetId == 0xFFFF ? 1 : packetId + 1;
        return packetId;
    }

    /** Says something to the broker. Any thread. */
    void say(Packet packet) {
        node.tell(broker -> {
            if (client != null) {
                client.heard(packet);
            }
        });
    }

    /** Goes; the session stays. Any thread. */
    void leave() {
        node.tell(broker -> {
            if (client != null) {
                client.lost();
                client = null;
            }
        });
    }

    @Override
    public String ip() {
        return "bridge";
    }

    @Override
    public void send(byte[] packet) {
        hear(packet);
    }

    @Override
    public void publish(PublishImage image, int id, boolean dup, long expirySeconds) {
        byte[] packet = new byte[image.length()];
        image.copyTo(packet, 0, id, dup, expirySeconds);
        hear(packet);
    }

    private void hear(byte[] packet) {
        reader.feed(packet, 0, packet.length);
        Heard heard;
        while ((heard = reader.next()) != null) {
            if (heard instanceof Packet said) {
                hears.accept(said);
            }
        }
    }

    @Override
    public boolean isWritable() {
        return true;
    }

    @Override
    public void hold() {
        // The window of the broker there is the smaller one.
    }

    @Override
    public void readOn() {
        // Nothing was held.
    }

    @Override
    public void close() {
        client = null;
    }
}
