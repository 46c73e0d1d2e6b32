package io.tickwire.protocol.mqtt;

import io.tickwire.protocol.mqtt.Packet.Connect;
import io.tickwire.protocol.mqtt.Packet.Will;

/** Writes CONNECT, MQTT 5.0 §3.1. Pure. */
final class ConnectWriter {
    private ConnectWriter() {}

    static byte[] write(Connect connect) {
        boolean v5 = connect.version() == MqttVersion.V5;
        ByteWriter out = new ByteWriter()
                .text("MQTT")
                .u8(connect.version().level())
                .u8(flags(connect))
                .u16(connect.keepAliveSeconds());
        if (v5) {
            properties(connect).into(out);
        }
        out.text(connect.clientId());
        if (connect.will() != null) {
            will(out, connect.will(), v5);
        }
        if (connect.userName() != null) {
            out.text(connect.userName());
        }
        if (connect.password() != null) {
            out.binary(connect.password());
        }
        return out.toPacket(PacketType.CONNECT.firstByte());
    }

    private static int flags(Connect connect) {
        Will will = connect.will();
        return (connect.userName() == null ? 0 : 0x80)
                | (connect.password() == null ? 0 : 0x40)
                | (will == null ? 0 : 0x04 | will.qos() << 3 | (will.retain() ? 0x20 : 0))
                | (connect.cleanStart() ? 0x02 : 0);
    }

    private static PropertyWriter properties(Connect connect) {
        return new PropertyWriter()
                .number(Property.SESSION_EXPIRY_INTERVAL, connect.sessionExpirySeconds(), 0)
                .number(Property.RECEIVE_MAXIMUM, connect.receiveMaximum(), 65535)
                .number(Property.MAXIMUM_PACKET_SIZE, connect.maximumPacketSize(), Long.MAX_VALUE)
                .number(Property.TOPIC_ALIAS_MAXIMUM, connect.topicAliasMaximum(), 0)
                .flag(Property.REQUEST_RESPONSE_INFORMATION, connect.requestResponseInformation(), false)
                .flag(Property.REQUEST_PROBLEM_INFORMATION, connect.requestProblemInformation(), true)
                .text(Property.AUTHENTICATION_METHOD, connect.authenticationMethod())
                .binary(Property.AUTHENTICATION_DATA, connect.authenticationData())
                .user(connect.userProperties());
    }

    private static void will(ByteWriter out, Will will, boolean v5) {
        if (v5) {
            new PropertyWriter()
                    .number(Property.WILL_DELAY_INTERVAL, will.delaySeconds(), 0)
                    .message(will.properties())
                    .into(out);
        }
        out.text(will.topic()).binary(will.payload());
    }
}
