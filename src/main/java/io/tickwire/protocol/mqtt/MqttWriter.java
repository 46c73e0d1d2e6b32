package io.tickwire.protocol.mqtt;

import io.tickwire.protocol.mqtt.Packet.Ack;
import io.tickwire.protocol.mqtt.Packet.Auth;
import io.tickwire.protocol.mqtt.Packet.ConnAck;
import io.tickwire.protocol.mqtt.Packet.Connect;
import io.tickwire.protocol.mqtt.Packet.Disconnect;
import io.tickwire.protocol.mqtt.Packet.Filter;
import io.tickwire.protocol.mqtt.Packet.PingReq;
import io.tickwire.protocol.mqtt.Packet.PingResp;
import io.tickwire.protocol.mqtt.Packet.Publish;
import io.tickwire.protocol.mqtt.Packet.SubAck;
import io.tickwire.protocol.mqtt.Packet.Subscribe;
import io.tickwire.protocol.mqtt.Packet.Unsubscribe;

/** Packets as bytes, of both roles and versions. Pure. */
public final class MqttWriter {
    private MqttWriter() {}

    /** The whole packet; what 3.1.1 does not have is left out there. A CONNECT is of the version that it names. */
    public static byte[] write(Packet packet, MqttVersion version) {
        boolean v5 = version == MqttVersion.V5;
        if (packet instanceof Publish publish) {
            return publish(publish, version);
        } else if (packet instanceof Ack ack) {
            return ack(ack, v5);
        } else if (packet instanceof PingReq) {
            return new ByteWriter().toPacket(PacketType.PINGREQ.firstByte());
        } else if (packet instanceof PingResp) {
            return new ByteWriter().toPacket(PacketType.PINGRESP.firstByte());
        } else if (packet instanceof Subscribe subscribe) {
            return subscribe(subscribe, v5);
        } else if (packet instanceof Unsubscribe unsubscribe) {
            return unsubscribe(unsubscribe, v5);
        } else if (packet instanceof SubAck subAck) {
            return subAck(subAck, v5);
        } else if (packet instanceof Connect connect) {
            return ConnectWriter.write(connect);
        } else if (packet instanceof ConnAck connAck) {
            return connAck(connAck, v5);
        } else if (packet instanceof Disconnect disconnect) {
            return disconnect(disconnect, v5);
        }
        return auth((Auth) packet);
    }

    private static byte[] publish(Publish publish, MqttVersion version) {
        PublishImage image = PublishImage.of(
                version,
                publish.qos(),
                publish.retain(),
                publish.topic(),
                publish.topicAlias(),
                publish.payload(),
                publish.properties(),
                publish.subscriptionIds());
        byte[] bytes = new byte[image.length()];
        image.copyTo(
                bytes,
                0,
                publish.packetId(),
                publish.dup(),
                publish.properties().expirySeconds());
        return bytes;
    }

    private static byte[] ack(Ack ack, boolean v5) {
        ByteWriter out = new ByteWriter().u16(ack.packetId());
        if (v5) {
            ending(
                    out,
                    ack.reason(),
                    new PropertyWriter()
                            .text(Property.REASON_STRING, ack.reasonString())
                            .user(ack.userProperties()));
        }
        return out.toPacket(PacketType.valueOf(ack.kind().name()).firstByte());
    }

    private static byte[] subscribe(Subscribe subscribe, boolean v5) {
        ByteWriter out = new ByteWriter().u16(subscribe.packetId());
        if (v5) {
            new PropertyWriter()
                    .number(Property.SUBSCRIPTION_IDENTIFIER, subscribe.subscriptionId(), 0)
                    .user(subscribe.userProperties())
                    .into(out);
        }
        for (Filter filter : subscribe.filters()) {
            out.text(filter.filter()).u8(v5 ? options(filter) : filter.qos());
        }
        return out.toPacket(PacketType.SUBSCRIBE.firstByte());
    }

    private static int options(Filter filter) {
        return filter.qos()
                | (filter.noLocal() ? 0x04 : 0)
                | (filter.retainAsPublished() ? 0x08 : 0)
                | filter.retainHandling() << 4;
    }

    private static byte[] unsubscribe(Unsubscribe unsubscribe, boolean v5) {
        ByteWriter out = new ByteWriter().u16(unsubscribe.packetId());
        if (v5) {
            new PropertyWriter().user(unsubscribe.userProperties()).into(out);
        }
        unsubscribe.filters().forEach(out::text);
        return out.toPacket(PacketType.UNSUBSCRIBE.firstByte());
    }

    private static byte[] subAck(SubAck subAck, boolean v5) {
        ByteWriter out = new ByteWriter().u16(subAck.packetId());
        if (v5) {
            new PropertyWriter()
                    .text(Property.REASON_STRING, subAck.reasonString())
                    .into(out);
        }
        if (v5 || !subAck.unsubscribe()) {
            for (ReasonCode reason : subAck.reasons()) {
                // 3.1.1 §3.9.3 knows one failure
                out.u8(v5 || !reason.isFailure() ? reason.code() : ReasonCode.UNSPECIFIED_ERROR.code());
            }
        }
        return out.toPacket((subAck.unsubscribe() ? PacketType.UNSUBACK : PacketType.SUBACK).firstByte());
    }

    private static byte[] connAck(ConnAck connAck, boolean v5) {
        ByteWriter out = new ByteWriter().u8(connAck.sessionPresent() ? 1 : 0);
        out.u8(v5 ? connAck.reason().code() : connAck.reason().connectReturnCode());
        if (v5) {
            new PropertyWriter()
                    .number(Property.SESSION_EXPIRY_INTERVAL, connAck.sessionExpirySeconds(), -1)
                    .number(Property.RECEIVE_MAXIMUM, connAck.receiveMaximum(), 65535)
                    .number(Property.MAXIMUM_PACKET_SIZE, connAck.maximumPacketSize(), Long.MAX_VALUE)
                    .flag(Property.RETAIN_AVAILABLE, connAck.retainAvailable(), true)
                    .text(Property.ASSIGNED_CLIENT_IDENTIFIER, connAck.assignedClientId())
                    .number(Property.TOPIC_ALIAS_MAXIMUM, connAck.topicAliasMaximum(), 0)
                    .text(Property.REASON_STRING, connAck.reasonString())
                    .number(Property.SERVER_KEEP_ALIVE, connAck.serverKeepAliveSeconds(), -1)
                    .user(connAck.userProperties())
                    .into(out);
        }
        return out.toPacket(PacketType.CONNACK.firstByte());
    }

    private static byte[] disconnect(Disconnect disconnect, boolean v5) {
        ByteWriter out = new ByteWriter();
        if (v5) {
            ending(
                    out,
                    disconnect.reason(),
                    new PropertyWriter()
                            .number(Property.SESSION_EXPIRY_INTERVAL, disconnect.sessionExpirySeconds(), -1)
                            .text(Property.REASON_STRING, disconnect.reasonString())
                            .user(disconnect.userProperties()));
        }
        return out.toPacket(PacketType.DISCONNECT.firstByte());
    }

    private static byte[] auth(Auth auth) {
        ByteWriter out = new ByteWriter();
        ending(
                out,
                auth.reason(),
                new PropertyWriter()
                        .text(Property.AUTHENTICATION_METHOD, auth.method())
                        .binary(Property.AUTHENTICATION_DATA, auth.data())
                        .text(Property.REASON_STRING, auth.reasonString())
                        .user(auth.userProperties()));
        return out.toPacket(PacketType.AUTH.firstByte());
    }

    /** A reason and properties at the end of a packet, which leaves out what says nothing: §3.4.2.1, §3.14.2.1, §3.15.2.1. */
    private static void ending(ByteWriter out, ReasonCode reason, PropertyWriter properties) {
        byte[] bytes = properties.toBytes();
        if (bytes.length > 0) {
            out.u8(reason.code()).varint(bytes.length).raw(bytes);
        } else if (reason != ReasonCode.SUCCESS) {
            out.u8(reason.code());
        }
    }
}
