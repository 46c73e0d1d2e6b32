package io.tickwire.mqtt;

import io.tickwire.journal.MqttChange;
import io.tickwire.protocol.mqtt.Packet.Will;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Messages of clients that are gone, until they are due or their client is back, MQTT 5.0 §3.1.2.5 and §3.1.3.2.2. Owner:
 * the broker's thread.
 */
final class Wills {
    private static final long MS_PER_S = 1000;

    private final Tools tools;
    private final Consumer<Testament> publish;
    private final Map<String, Waiting> due = new HashMap<>();

    private record Waiting(Testament testament, Agenda.Entry until) {}

    /** A will, and whose it is. */
    record Testament(Who who, Will will) {}

    /** @param publish does as if its client published it */
    Wills(Tools tools, Consumer<Testament> publish) {
        this.tools = tools;
        this.publish = publish;
    }

    /** A client has come with a will. */
    void made(Session session, Will will) {
        if (session.isPersistent()) {
            tools.ledger()
                    .record(new MqttChange.WillKept(session.clientId(), 0, will.delaySeconds(), body(session, will)));
        }
    }

    private MqttChange.Body body(Session session, Will will) {
        Message message = Message.of(
                will.topic(),
                will.payload(),
                will.qos(),
                will.retain(),
                will.properties(),
                tools.clock().millis(),
                session.clientId());
        return message.body();
    }

    /** A client has gone, its will is due after its delay, or with the end of its session where that is sooner. */
    void left(Session session, Who who, Will will) {
        long nowMsc = tools.clock().millis();
        Testament testament = new Testament(who, will);
        long dueMsc = nowMsc + will.delaySeconds() * MS_PER_S;
        if (will.delaySeconds() == 0 || !session.isPersistent()) {
            forget(session);
            publish.accept(testament);
            return;
        }
        tools.ledger()
                .record(new MqttChange.WillKept(session.clientId(), dueMsc, will.delaySeconds(), body(session, will)));
        await(session.clientId(), testament, dueMsc);
    }

    /** One that was stored: whose client had gone, or went with the node. What it may do now nobody knows: nothing. */
    void restore(Session session, Will will, long dueMsc) {
        Testament testament = new Testament(Who.absent(session), will);
        await(session.clientId(), testament, dueMsc);
    }

    private void await(String clientId, Testament testament, long dueMsc) {
        due.put(clientId, new Waiting(testament, tools.agenda().at(dueMsc, () -> fire(clientId))));
    }

    private void fire(String clientId) {
        Waiting last = take(clientId);
        if (last != null) {
            tools.ledger().record(new MqttChange.WillGone(clientId));
            publish.accept(last.testament());
        }
    }

    private Waiting take(String clientId) {
        Waiting last = due.remove(clientId);
        tools.agenda().cancel(last == null ? null : last.until());
        return last;
    }

    /** Its session has ended: a will that waits is due now. */
    void ended(Session session) {
        fire(session.clientId());
    }

    /** Its client is back ([MQTT-3.1.3-9]), or said goodbye ([MQTT-3.14.4-3]): there is no will any more. */
    void forget(Session session) {
        take(session.clientId());
        if (session.isPersistent()) {
            tools.ledger().record(new MqttChange.WillGone(session.clientId()));
        }
    }
}
