package io.tickwire.protocol.mqtt;

import java.util.List;

/** A PUBLISH that is encoded once and copied for many receivers. Immutable. */
public final class PublishImage {
    private static final int DUP = 0x08;
    private static final byte[] NOTHING = {};
    /** Where there is no such field. */
    private static final int NONE = -1;

    private final byte[] packet;
    private final int packetIdAt;
    private final int expiryAt;

    private PublishImage(byte[] packet, int packetIdAt, int expiryAt) {
        this.packet = packet;
        this.packetIdAt = packetIdAt;
        this.expiryAt = expiryAt;
    }

    /**
     * @param topic may be empty when an alias stands for it
     * @param topicAlias 0 = none
     * @param properties not for 3.1.1, which has neither them nor aliases nor subscription identifiers
     */
    public static PublishImage of(
            MqttVersion version,
            int qos,
            boolean retain,
            String topic,
            int topicAlias,
            byte[] payload,
            MessageProperties properties,
            List<Integer> subscriptionIds) {
        byte[] name = ByteWriter.utf8(topic);
        byte[] section = version == MqttVersion.V5 ? section(topicAlias, properties, subscriptionIds) : NOTHING;
        long remaining = 2L + name.length + (qos > 0 ? 2 : 0) + section.length + payload.length;
        ByteWriter out = new ByteWriter(ByteWriter.packetSize(remaining))
                .u8(PacketType.PUBLISH.firstByte() | qos << 1 | (retain ? 1 : 0))
                .varint((int) remaining)
                .binary(name);
        int packetIdAt = qos > 0 ? out.count() : NONE;
        if (qos > 0) {
            out.u16(0);
        }
        boolean expires = version == MqttVersion.V5 && properties.expires();
        int expiryAt = expires ? out.count() + expiryIn(section) : NONE;
        return new PublishImage(out.raw(section).raw(payload).toBytes(), packetIdAt, expiryAt);
    }

    /** The properties with their length before them. */
    private static byte[] section(int alias, MessageProperties properties, List<Integer> subscriptionIds) {
        if (alias == 0 && subscriptionIds.isEmpty() && properties.equals(MessageProperties.NONE)) {
            return new byte[1];
        }
        PropertyWriter writer = new PropertyWriter().message(properties).number(Property.TOPIC_ALIAS, alias, 0);
        subscriptionIds.forEach(id -> writer.number(Property.SUBSCRIPTION_IDENTIFIER, id));
        ByteWriter out = new ByteWriter();
        writer.into(out);
        return out.toBytes();
    }

    /** Behind the length and the identifier of the first property, which it is. */
    private static int expiryIn(byte[] section) {
        int at = 0;
        while (section[at] < 0) {
            at++;
        }
        return at + 2;
    }

    /** Bytes of the whole packet. */
    public int length() {
        return packet.length;
    }

    /**
     * Copies the packet and puts in what is the receiver's own.
     *
     * @param packetId is not looked at with QoS 0, nor is {@code dup}
     * @param expirySeconds what is left of it; is not looked at where the message does not expire
     * @return the position behind it
     */
    public int copyTo(byte[] target, int at, int packetId, boolean dup, long expirySeconds) {
        System.arraycopy(packet, 0, target, at, packet.length);
        if (packetIdAt != NONE) {
            ByteWriter.putU16(target, at + packetIdAt, packetId);
            // [MQTT-3.3.1-2] not with QoS 0
            target[at] |= (byte) (dup ? DUP : 0);
        }
        if (expiryAt != NONE) {
            ByteWriter.putU32(target, at + expiryAt, expirySeconds);
        }
        return at + packet.length;
    }
}
