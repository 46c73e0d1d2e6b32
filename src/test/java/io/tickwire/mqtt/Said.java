package io.tickwire.mqtt;

import io.tickwire.protocol.mqtt.Packet;
import io.tickwire.protocol.mqtt.Packet.Publish;
import io.tickwire.protocol.mqtt.ReasonCode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Collectors;

/** Packets in a line each, without what is at its default. */
final class Said {
    private Said() {}

    static String of(Packet packet) {
        if (packet instanceof Packet.ConnAck connAck) {
            return "CONNACK" + unlessSuccess(connAck.reason()) + (connAck.sessionPresent() ? " present" : "");
        }
        if (packet instanceof Publish publish) {
            return publish(publish);
        }
        if (packet instanceof Packet.Ack ack) {
            return ack.kind() + " #" + ack.packetId() + unlessSuccess(ack.reason());
        }
        if (packet instanceof Packet.SubAck subAck) {
            return (subAck.unsubscribe() ? "UNSUBACK #" : "SUBACK #")
                    + subAck.packetId()
                    + subAck.reasons().stream()
                            .map(reason -> " " + (reason.code() < 3 ? String.valueOf(reason.code()) : reason))
                            .collect(Collectors.joining());
        }
        if (packet instanceof Packet.Disconnect disconnect) {
            return "DISCONNECT" + unlessSuccess(disconnect.reason());
        }
        return packet.getClass().getSimpleName().toUpperCase(Locale.ROOT);
    }

    private static String unlessSuccess(ReasonCode reason) {
        return reason == ReasonCode.SUCCESS ? "" : " " + reason;
    }

    private static String publish(Publish publish) {
        return publish.topic() + "=" + new String(publish.payload(), StandardCharsets.UTF_8) + " q" + publish.qos()
                + (publish.packetId() == 0 ? "" : " #" + publish.packetId())
                + (publish.dup() ? " dup" : "")
                + (publish.retain() ? " retain" : "")
                + (publish.topicAlias() == 0 ? "" : " alias" + publish.topicAlias())
                + (publish.subscriptionIds().isEmpty() ? "" : " ids" + publish.subscriptionIds())
                + (publish.properties().expires()
                        ? " expires" + publish.properties().expirySeconds()
                        : "");
    }
}
