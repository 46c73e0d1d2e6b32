package io.tickwire.mqtt;

import io.tickwire.config.MqttConfig.MqttLimitsConfig;
import io.tickwire.protocol.mqtt.MqttVersion;
import io.tickwire.protocol.mqtt.MqttWriter;
import io.tickwire.protocol.mqtt.Packet.ConnAck;
import io.tickwire.protocol.mqtt.Packet.Connect;
import io.tickwire.protocol.mqtt.Packet.Will;
import io.tickwire.protocol.mqtt.ReasonCode;
import io.tickwire.protocol.mqtt.Utf8;
import java.util.List;
import java.util.function.Supplier;

/** Looks at a CONNECT, MQTT 5.0 §3.1.4: whether it is let in, and with what. Owner: the broker's thread. */
public final class Connector {
    private static final int MAX_CLIENT_ID = 1024;

    private final Rules rules;
    private final Supplier<String> newIds;

    /** A client is not let in. */
    record No(ReasonCode reason, String why) {}

    Connector(Rules rules, Supplier<String> newIds) {
        this.rules = rules;
        this.newIds = newIds;
    }

    /** The client id that it has from now on. */
    String clientId(Connect connect) {
        return connect.clientId().isEmpty() ? newIds.get() : connect.clientId();
    }

    /** Why it is not let in; null when it is. */
    No refusal(Connect connect, Who who) {
        MqttLimitsConfig limits = rules.tools().limits();
        boolean v5 = connect.version() == MqttVersion.V5;
        if (connect.authenticationMethod() != null) {
            // [MQTT-4.12.0-1]
            return new No(
                    ReasonCode.BAD_AUTHENTICATION_METHOD,
                    "user name and password, or a token as password, are known here");
        }
        if (!v5 && connect.clientId().isEmpty() && !connect.cleanStart()) {
            // [MQTT-3.1.3-8] of 3.1.1
            return new No(ReasonCode.CLIENT_IDENTIFIER_NOT_VALID, "a session that is kept needs a client id");
        }
        if (connect.clientId().length() > MAX_CLIENT_ID) {
            return new No(
                    ReasonCode.CLIENT_IDENTIFIER_NOT_VALID, "a client id has at most " + MAX_CLIENT_ID + " characters");
        }
        if (!v5 && isTooPatient(connect, limits)) {
            return new No(
                    ReasonCode.CLIENT_IDENTIFIER_NOT_VALID,
                    "keep alive is at most " + limits.maxKeepAlive().toSeconds() + " s here");
        }
        return connect.will() == null ? null : refusal(connect.will(), who);
    }

    private No refusal(Will will, Who who) {
        if (will.retain() && !rules.retains()) {
            // [MQTT-3.2.2-13]
            return new No(ReasonCode.RETAIN_NOT_SUPPORTED, "nothing is retained here");
        }
        String tooLarge = rules.sizeProblem(will.topic());
        if (tooLarge != null) {
            return new No(ReasonCode.TOPIC_NAME_INVALID, "will topic: " + tooLarge);
        }
        if (!rules.mayWrite(who, will.topic())) {
            return new No(ReasonCode.NOT_AUTHORIZED, "the topic of the will is not open to it");
        }
        return will.properties().utf8() && !Utf8.isValid(will.payload(), 0, will.payload().length)
                ? new No(ReasonCode.PAYLOAD_FORMAT_INVALID, "the will says it is UTF-8 and is not")
                : null;
    }

    private static boolean isTooPatient(Connect connect, MqttLimitsConfig limits) {
        long most = limits.maxKeepAlive().toSeconds();
        return most > 0 && (connect.keepAliveSeconds() == 0 || connect.keepAliveSeconds() > most);
    }

    /** Keep alive that holds for it, in seconds; 0 = none. */
    public static int keepAliveSeconds(Connect connect, MqttLimitsConfig limits) {
        return isTooPatient(connect, limits) ? (int) limits.maxKeepAlive().toSeconds() : connect.keepAliveSeconds();
    }

    ConnAck welcome(Connect connect, String clientId, boolean sessionPresent) {
        MqttLimitsConfig limits = rules.tools().limits();
        long expiry = Expiry.capped(connect.sessionExpirySeconds(), limits);
        int keepAlive = keepAliveSeconds(connect, limits);
        return new ConnAck(
                sessionPresent,
                ReasonCode.SUCCESS,
                expiry == connect.sessionExpirySeconds() ? -1 : expiry,
                limits.receiveMaximum(),
                limits.maxPacketBytes(),
                rules.retains(),
                connect.clientId().isEmpty() ? clientId : null,
                limits.topicAliasMaximum(),
                null,
                keepAlive == connect.keepAliveSeconds() ? -1 : keepAlive,
                List.of());
    }

    static void refuse(Link link, Connect connect, No no) {
        ConnAck told = ConnAck.refused(no.reason(), no.why());
        byte[] packet = MqttWriter.write(told, connect.version());
        if (packet.length > connect.maximumPacketSize()) {
            packet = MqttWriter.write(ConnAck.refused(no.reason(), null), connect.version());
        }
        link.send(packet);
        link.close();
    }
}
