package io.tickwire.protocol.mqtt;

import io.tickwire.protocol.mqtt.Packet.Publish;
import io.tickwire.protocol.mqtt.Property.Place;
import java.util.List;

/** Reads PUBLISH, MQTT 5.0 §3.3. Pure. */
final class PublishParser {
    private static final int RETAIN = 0x01;
    private static final int DUP = 0x08;

    private PublishParser() {}

    static Publish read(int firstByte, ByteCursor in, boolean v5, boolean fromClient) throws Refused {
        String topic = topic(in);
        int qos = firstByte >> 1 & 3;
        int packetId = qos == 0 ? 0 : in.packetId();
        Properties properties = v5 ? PropertyParser.read(in, Place.PUBLISH) : new Properties();
        int alias = properties.smallNumber(Property.TOPIC_ALIAS, 0);
        List<Integer> subscriptionIds = properties.subscriptionIds();
        Refused.malformedIf(!v5 && topic.isEmpty(), "3.1.1 [MQTT-4.7.3-1] a topic has at least one character");
        Refused.protocolErrorIf(topic.isEmpty() && alias == 0, "§3.3.2.1 a topic is empty only where an alias stands");
        Refused.protocolErrorIf(
                fromClient && !subscriptionIds.isEmpty(), "[MQTT-3.3.4-6] clients send no subscription identifiers");
        return new Publish(
                (firstByte & DUP) != 0,
                qos,
                (firstByte & RETAIN) != 0,
                topic,
                packetId,
                in.rest(),
                alias,
                subscriptionIds,
                properties.message());
    }

    private static String topic(ByteCursor in) throws Refused {
        String topic = in.text();
        String problem = topic.isEmpty() ? null : Topics.nameProblem(topic);
        if (problem != null) {
            throw new Refused(ReasonCode.TOPIC_NAME_INVALID, problem);
        }
        return topic;
    }
}
