package io.tickwire.protocol.mqtt;

import java.util.List;

/** A PUBLISH that is encoded once and copied for many receivers. Immutable. */
public final class PublishImage {
    private PublishImage() {}

    /** @param topic may be empty when an alias stands for it */
    public static PublishImage of(
            MqttVersion version,
            int qos,
            boolean retain,
            String topic,
            int topicAlias,
            byte[] payload,
            MessageProperties properties,
            List<Integer> subscriptionIds) {
        throw new UnsupportedOperationException("not yet " + version + qos + retain + topic + topicAlias
                + payload.length + properties + subscriptionIds);
    }

    /** Bytes of the whole packet. */
    public int length() {
        throw new UnsupportedOperationException("not yet");
    }

    /** Copies the packet and puts in what is the receiver's own. Returns the position behind it. */
    public int copyTo(byte[] target, int at, int packetId, boolean dup, long expirySeconds) {
        throw new UnsupportedOperationException("not yet " + target.length + at + packetId + dup + expirySeconds);
    }
}
