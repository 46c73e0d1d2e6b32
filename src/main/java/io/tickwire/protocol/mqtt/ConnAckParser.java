package io.tickwire.protocol.mqtt;

import io.tickwire.protocol.mqtt.Packet.ConnAck;
import io.tickwire.protocol.mqtt.Property.Place;

/** Reads CONNACK, MQTT 5.0 §3.2. Pure. */
final class ConnAckParser {
    private ConnAckParser() {}

    static ConnAck read(ByteCursor in, boolean v5) throws Refused {
        int flags = in.u8();
        Refused.malformedIf(flags > 1, "[MQTT-3.2.2-1] the reserved flags of CONNACK are 0");
        ReasonCode reason = v5 ? AllowedReasons.CONNACK.read(in) : ofReturnCode(in.u8());
        // 3.1.1: [MQTT-3.2.2-4]
        Refused.protocolErrorIf(flags == 1 && reason != ReasonCode.SUCCESS, "[MQTT-3.2.2-6] a refusal has no session");
        Properties properties = v5 ? PropertyParser.read(in, Place.CONNACK) : new Properties();
        return new ConnAck(
                flags == 1,
                reason,
                properties.number(Property.SESSION_EXPIRY_INTERVAL, -1),
                properties.smallNumber(Property.RECEIVE_MAXIMUM, 65535),
                properties.number(Property.MAXIMUM_PACKET_SIZE, Long.MAX_VALUE),
                properties.flag(Property.RETAIN_AVAILABLE, true),
                properties.text(Property.ASSIGNED_CLIENT_IDENTIFIER),
                properties.smallNumber(Property.TOPIC_ALIAS_MAXIMUM, 0),
                properties.text(Property.REASON_STRING),
                properties.smallNumber(Property.SERVER_KEEP_ALIVE, -1),
                properties.userProperties());
    }

    /** MQTT 3.1.1 §3.2.2.3. */
    private static ReasonCode ofReturnCode(int code) throws Refused {
        return switch (code) {
            case 0 -> ReasonCode.SUCCESS;
            case 1 -> ReasonCode.UNSUPPORTED_PROTOCOL_VERSION;
            case 2 -> ReasonCode.CLIENT_IDENTIFIER_NOT_VALID;
            case 3 -> ReasonCode.SERVER_UNAVAILABLE;
            case 4 -> ReasonCode.BAD_USER_NAME_OR_PASSWORD;
            case 5 -> ReasonCode.NOT_AUTHORIZED;
            default ->
                throw new Refused(ReasonCode.MALFORMED_PACKET, "3.1.1 §3.2.2.3 return codes above 5 are reserved");
        };
    }
}
