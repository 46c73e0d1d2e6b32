package io.tickwire.protocol.mqtt;

/** MQTT 5.0 §2.1.2 and §2.1.3; the ordinal is the type's number. */
enum PacketType {
    FORBIDDEN(0, false, false),
    CONNECT(0, true, false),
    CONNACK(0, false, true),
    PUBLISH(0, true, true),
    PUBACK(0, true, true),
    PUBREC(0, true, true),
    PUBREL(2, true, true),
    PUBCOMP(0, true, true),
    SUBSCRIBE(2, true, false),
    SUBACK(0, false, true),
    UNSUBSCRIBE(2, true, false),
    UNSUBACK(0, false, true),
    PINGREQ(0, true, false),
    PINGRESP(0, false, true),
    DISCONNECT(0, true, true),
    AUTH(0, true, true);

    private static final PacketType[] BY_NUMBER = values();

    private final int flags;
    private final boolean fromClient;
    private final boolean fromServer;

    PacketType(int flags, boolean fromClient, boolean fromServer) {
        this.flags = flags;
        this.fromClient = fromClient;
        this.fromServer = fromServer;
    }

    static PacketType of(int firstByte) {
        return BY_NUMBER[firstByte >> 4 & 0xF];
    }

    /** The first byte of a packet that has no choice there. */
    int firstByte() {
        return ordinal() << 4 | flags;
    }

    boolean sentBy(boolean client) {
        return client ? fromClient : fromServer;
    }

    /** The lower half of a first byte. */
    void checkFlags(int firstByte) throws Refused {
        if (this == PUBLISH) {
            int qos = firstByte >> 1 & 3;
            Refused.malformedIf(qos == 3, "[MQTT-3.3.1-4] QoS is 0, 1 or 2");
            Refused.malformedIf(qos == 0 && (firstByte & 8) != 0, "[MQTT-3.3.1-2] DUP is 0 with QoS 0");
        } else {
            // 3.1.1: [MQTT-2.2.2-2]
            Refused.malformedIf(
                    (firstByte & 0xF) != flags, "[MQTT-2.1.3-1] reserved flags are as the standard has them");
        }
    }
}
