package io.tickwire.edge.mqtt.bridge;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.datatypes.MqttUtf8String;
import com.hivemq.client.mqtt.mqtt5.datatypes.Mqtt5UserProperties;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5PubAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5PubRecException;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PayloadFormatIndicator;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import io.tickwire.protocol.mqtt.MessageProperties;
import io.tickwire.protocol.mqtt.Packet;
import io.tickwire.protocol.mqtt.UserProperty;
import java.nio.ByteBuffer;
import java.util.List;

/** Messages as the client library has them, and as we do. Pure. */
final class Translation {

    private Translation() {}

    /** What goes out; {@code bridge} joins its trail. */
    static Mqtt5Publish toRemote(Packet.Publish publish, TopicMap.Rule rule, String bridge) {
        MessageProperties properties = publish.properties();
        var builder = Mqtt5Publish.builder()
                .topic(rule.mapped(publish.topic()))
                .payload(publish.payload())
                .qos(MqttQos.fromCode(publish.qos()))
                .retain(publish.retain())
                .userProperties(userProperties(Trail.with(properties.userProperties(), bridge)));
        if (properties.expires()) {
            builder = builder.messageExpiryInterval(properties.expirySeconds());
        }
        if (properties.utf8()) {
            builder = builder.payloadFormatIndicator(Mqtt5PayloadFormatIndicator.UTF_8);
        }
        return builder.contentType(properties.contentType())
                .responseTopic(properties.responseTopic())
                .correlationData(properties.correlationData())
                .build();
    }

    private static Mqtt5UserProperties userProperties(List<UserProperty> properties) {
        var builder = Mqtt5UserProperties.builder();
        for (UserProperty each : properties) {
            builder = builder.add(each.name(), each.value());
        }
        return builder.build();
    }

    /** What comes in; {@code bridge} joins its trail. */
    static Packet.Publish toLocal(Mqtt5Publish publish, String topic, int qos, int packetId, String bridge) {
        MessageProperties properties = new MessageProperties(
                publish.getPayloadFormatIndicator().orElse(null) == Mqtt5PayloadFormatIndicator.UTF_8,
                publish.getMessageExpiryInterval().orElse(MessageProperties.NO_EXPIRY),
                publish.getContentType().map(MqttUtf8String::toString).orElse(null),
                publish.getResponseTopic().map(Object::toString).orElse(null),
                publish.getCorrelationData().map(Translation::bytes).orElse(null),
                Trail.with(trail(publish), bridge));
        return new Packet.Publish(
                false, qos, publish.isRetain(), topic, packetId, publish.getPayloadAsBytes(), 0, List.of(), properties);
    }

    /** Whether it has been over this bridge. */
    static boolean isRound(Mqtt5Publish publish, String bridge) {
        return Trail.isRound(trail(publish), bridge);
    }

    private static List<UserProperty> trail(Mqtt5Publish publish) {
        return publish.getUserProperties().asList().stream()
                .map(each -> new UserProperty(
                        each.getName().toString(), each.getValue().toString()))
                .toList();
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    /** Whether the other broker has said no: sending it again would not help. */
    static boolean isFinal(Throwable problem) {
        return problem instanceof Mqtt5PubAckException || problem instanceof Mqtt5PubRecException;
    }
}
