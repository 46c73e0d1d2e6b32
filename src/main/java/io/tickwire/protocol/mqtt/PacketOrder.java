package io.tickwire.protocol.mqtt;

import io.tickwire.protocol.mqtt.Packet.Connect;
import io.tickwire.protocol.mqtt.Packet.Disconnect;

/** Which packet a peer may send now. Owner: the reader. */
final class PacketOrder {
    private final boolean fromClient;
    private MqttVersion version;
    private boolean begun;
    private boolean ended;
    private boolean sessionEndsWithConnection;

    /** @param version null = a client is yet to tell it */
    PacketOrder(boolean fromClient, MqttVersion version) {
        this.fromClient = fromClient;
        this.version = version;
    }

    boolean fromClient() {
        return fromClient;
    }

    MqttVersion version() {
        return version;
    }

    boolean ended() {
        return ended;
    }

    /** What a first byte says by itself. */
    void check(int firstByte) throws Refused {
        PacketType type = PacketType.of(firstByte);
        Refused.malformedIf(type == PacketType.FORBIDDEN, "§2.1.2 packet type 0 is forbidden");
        Refused.malformedIf(
                type == PacketType.AUTH && version == MqttVersion.V311, "3.1.1 §2.2.1 packet type 15 is forbidden");
        type.checkFlags(firstByte);
        checkSender(type);
        if (fromClient) {
            Refused.protocolErrorIf(!begun && type != PacketType.CONNECT, "[MQTT-3.1.0-1] CONNECT comes first");
            Refused.protocolErrorIf(begun && type == PacketType.CONNECT, "[MQTT-3.1.0-2] CONNECT comes once");
        } else {
            boolean opens = type == PacketType.CONNACK;
            Refused.protocolErrorIf(
                    !begun && !opens && type != PacketType.AUTH, "[MQTT-3.2.0-1] CONNACK comes first, but for AUTH");
            Refused.protocolErrorIf(begun && opens, "[MQTT-3.2.0-2] CONNACK comes once");
        }
    }

    private void checkSender(PacketType type) throws Refused {
        Refused.protocolErrorIf(!type.sentBy(fromClient), "§2.1.2 the other side sends packets of this type");
        Refused.protocolErrorIf(
                type == PacketType.DISCONNECT && !fromClient && version == MqttVersion.V311,
                "3.1.1 §2.2.1 a server sends no DISCONNECT");
    }

    /** Goes on behind a packet that was read. */
    void follow(Packet packet) throws Refused {
        if (packet instanceof Connect connect) {
            version = connect.version();
            sessionEndsWithConnection = connect.sessionExpirySeconds() == 0;
            begun = true;
        } else if (packet instanceof Packet.ConnAck) {
            begun = true;
        } else if (packet instanceof Disconnect disconnect) {
            Refused.protocolErrorIf(
                    sessionEndsWithConnection && disconnect.sessionExpirySeconds() > 0,
                    "§3.14.2.2.2 a session that expires with its connection is not kept later");
            ended = true;
        }
    }
}
