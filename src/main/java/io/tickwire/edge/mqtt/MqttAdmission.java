package io.tickwire.edge.mqtt;

import io.tickwire.domain.ErrorCode;
import io.tickwire.edge.Access;
import io.tickwire.edge.Caller;
import io.tickwire.edge.RefusedException;
import io.tickwire.protocol.mqtt.Packet.Connect;
import io.tickwire.protocol.mqtt.ReasonCode;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;

/**
 * Who connects: the password is a token or an API key, whatever the user name. Owner: the verticle's context.
 */
final class MqttAdmission {
    private final Access access;

    /** Why somebody is not let in. */
    record No(ReasonCode reason, String why) {}

    MqttAdmission(Access access) {
        this.access = access;
    }

    Future<Caller> admit(Connect connect, String ip) {
        if (!access.isEnabled()) {
            return Future.succeededFuture(access.anonymous(ip));
        }
        String secret = connect.password() == null ? "" : new String(connect.password(), StandardCharsets.UTF_8);
        return access.admit(ip, secret, "mqtt");
    }

    static No explain(Throwable failure) {
        if (!(failure instanceof RefusedException no)) {
            return new No(ReasonCode.SERVER_UNAVAILABLE, "the server cannot look at credentials now: try again");
        }
        ErrorCode code = no.refusal().code();
        // CONNACK knows other words for some of it: MQTT 5.0 §3.2.2.2.
        ReasonCode reason =
                code == ErrorCode.RATE_LIMITED ? ReasonCode.CONNECTION_RATE_EXCEEDED : ReasonCode.of(code.mqttReason());
        return new No(reason, no.getMessage());
    }
}
