package io.tickwire.edge.mqtt;

import io.tickwire.domain.message.Revoked;
import io.tickwire.edge.Access;
import io.tickwire.edge.Caller;
import io.tickwire.ops.Clock;
import io.tickwire.protocol.mqtt.ReasonCode;
import io.tickwire.session.auth.AuditEvent;
import io.tickwire.session.auth.AuditEvent.What;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** The connections of one instance of the door. Owner: the verticle's context. */
public final class MqttDoor {
    private final MqttParts parts;
    private final MqttDoorParts shared;
    private final Set<MqttConnection> connections = new LinkedHashSet<>();
    private volatile int count;
    private boolean closing;

    public MqttDoor(MqttParts parts) {
        this.parts = parts;
        this.shared = new MqttDoorParts(
                parts.node(),
                parts.config().mqtt().limits(),
                new MqttAdmission(new Access(parts.bus(), parts.config())),
                parts.clock(),
                parts.mqttMetrics());
    }

    /** A new connection; null when nobody is let in any more. */
    MqttConnection accept(MqttTransport transport) {
        // Those who have not said CONNECT count too: the broker's bound comes after it.
        if (closing || connections.size() >= 2L * shared.limits().maxClients()) {
            transport.close();
            return null;
        }
        MqttConnection[] self = new MqttConnection[1];
        self[0] = new MqttConnection(shared, transport, () -> forget(self[0]));
        connections.add(self[0]);
        count = connections.size();
        return self[0];
    }

    private void forget(MqttConnection connection) {
        connections.remove(connection);
        count = connections.size();
    }

    /** Called several times a second. */
    public void sweep() {
        Clock clock = parts.clock();
        long nowNanos = clock.nanos();
        long nowMsc = clock.millis();
        List.copyOf(connections).forEach(connection -> connection.sweep(nowNanos, nowMsc));
    }

    /** Closes whoever came in by a credential that is not accepted any more. */
    public void revoke(Revoked revoked) {
        for (MqttConnection connection : List.copyOf(connections)) {
            Caller caller = connection.caller();
            if (caller != null
                    && revoked.credentials().contains(caller.identity().credential())) {
                String why = "the credential was revoked or changed: connect with another one";
                parts.audit()
                        .note(new AuditEvent(
                                parts.clock().millis(),
                                What.REVOKED,
                                caller.who(),
                                caller.ip(),
                                "mqtt",
                                "mqtt",
                                "closed",
                                why));
                connection.end(ReasonCode.NOT_AUTHORIZED, why);
            }
        }
    }

    /** Takes nobody in any more and sends everybody away. */
    public void stop() {
        closing = true;
        boolean nodeGoesToo = parts.stopping().getAsBoolean();
        Function<MqttConnection, ReasonCode> reason =
                connection -> nodeGoesToo ? ReasonCode.SERVER_SHUTTING_DOWN : ReasonCode.USE_ANOTHER_SERVER;
        String why = nodeGoesToo ? "the server is going away" : "draining: connect again";
        List.copyOf(connections).forEach(connection -> connection.end(reason.apply(connection), why));
    }

    /** Open connections. Any thread. */
    public int count() {
        return count;
    }
}
