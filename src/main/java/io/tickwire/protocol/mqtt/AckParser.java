package io.tickwire.protocol.mqtt;

import io.tickwire.protocol.mqtt.Packet.Ack;
import io.tickwire.protocol.mqtt.Packet.SubAck;
import io.tickwire.protocol.mqtt.Property.Place;
import java.util.ArrayList;
import java.util.List;

/** Reads what answers PUBLISH, SUBSCRIBE and UNSUBSCRIBE: MQTT 5.0 §3.4 to §3.7, §3.9, §3.11. Pure. */
final class AckParser {
    private AckParser() {}

    static Ack read(Ack.Kind kind, ByteCursor in, boolean v5) throws Refused {
        int packetId = in.packetId();
        // §3.4.2.1 no reason is success
        if (!v5 || in.remaining() == 0) {
            return Ack.of(kind, packetId, ReasonCode.SUCCESS);
        }
        ReasonCode reason = reasons(kind).read(in);
        Properties properties = PropertyParser.readIfAny(in, Place.ACK);
        return new Ack(kind, packetId, reason, properties.text(Property.REASON_STRING), properties.userProperties());
    }

    private static AllowedReasons reasons(Ack.Kind kind) {
        return switch (kind) {
            case PUBACK, PUBREC -> AllowedReasons.RECEIPT;
            case PUBREL, PUBCOMP -> AllowedReasons.RELEASE;
        };
    }

    static SubAck subAck(ByteCursor in, boolean v5) throws Refused {
        return answer(false, in, v5, v5 ? AllowedReasons.SUBACK : AllowedReasons.SUBACK_311);
    }

    static SubAck unsubAck(ByteCursor in, boolean v5) throws Refused {
        // 3.1.1 §3.11.3 there is no payload
        return v5 ? answer(true, in, true, AllowedReasons.UNSUBACK) : new SubAck(true, in.packetId(), List.of(), null);
    }

    private static SubAck answer(boolean unsubscribe, ByteCursor in, boolean v5, AllowedReasons allowed)
            throws Refused {
        int packetId = in.packetId();
        String why = v5 ? PropertyParser.read(in, Place.SUBACK).text(Property.REASON_STRING) : null;
        List<ReasonCode> reasons = new ArrayList<>();
        while (in.remaining() > 0) {
            reasons.add(allowed.read(in));
        }
        Refused.protocolErrorIf(reasons.isEmpty(), "[MQTT-3.8.4-6] there is a reason for each filter");
        return new SubAck(unsubscribe, packetId, List.copyOf(reasons), why);
    }
}
