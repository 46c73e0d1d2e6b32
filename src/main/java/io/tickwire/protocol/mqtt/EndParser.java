package io.tickwire.protocol.mqtt;

import io.tickwire.protocol.mqtt.Packet.Auth;
import io.tickwire.protocol.mqtt.Packet.Disconnect;
import io.tickwire.protocol.mqtt.Property.Place;

/** Reads the packets that may be nothing but a header: DISCONNECT and AUTH, MQTT 5.0 §3.14 and §3.15. Pure. */
final class EndParser {
    private EndParser() {}

    static Disconnect disconnect(ByteCursor in, boolean v5, boolean fromClient) throws Refused {
        // §3.14.2.1 no reason is a normal end
        if (!v5 || in.remaining() == 0) {
            return Disconnect.of(ReasonCode.SUCCESS, null);
        }
        ReasonCode reason = (fromClient ? AllowedReasons.CLIENT_DISCONNECT : AllowedReasons.SERVER_DISCONNECT).read(in);
        Properties properties = PropertyParser.readIfAny(in, Place.DISCONNECT);
        long expiry = properties.number(Property.SESSION_EXPIRY_INTERVAL, -1);
        Refused.protocolErrorIf(
                !fromClient && expiry >= 0, "[MQTT-3.14.2-2] a server sends no session expiry with DISCONNECT");
        return new Disconnect(reason, expiry, properties.text(Property.REASON_STRING), properties.userProperties());
    }

    static Auth auth(ByteCursor in, boolean fromClient) throws Refused {
        AllowedReasons allowed = fromClient ? AllowedReasons.CLIENT_AUTH : AllowedReasons.SERVER_AUTH;
        // §3.15.2.1 no reason is success
        boolean bare = in.remaining() == 0;
        ReasonCode reason = bare ? allowed.check(0) : allowed.read(in);
        Properties properties = PropertyParser.readIfAny(in, Place.AUTH);
        Refused.protocolErrorIf(
                !bare && !properties.has(Property.AUTHENTICATION_METHOD), "§3.15.2.2.2 AUTH names its method");
        return new Auth(
                reason,
                properties.text(Property.AUTHENTICATION_METHOD),
                properties.binary(Property.AUTHENTICATION_DATA),
                properties.text(Property.REASON_STRING),
                properties.userProperties());
    }
}
