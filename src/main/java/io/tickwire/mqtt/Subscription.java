package io.tickwire.mqtt;

import io.tickwire.protocol.mqtt.Packet;
import io.tickwire.protocol.mqtt.Topics;
import java.util.List;

/**
 * A session's wish for messages, MQTT 5.0 §3.8.3.1.
 *
 * @param filter as the client gave it, with its group where it is shared
 * @param ids its subscription id, or none
 */
record Subscription(
        Session session,
        String filter,
        int qos,
        boolean noLocal,
        boolean retainAsPublished,
        int retainHandling,
        List<Integer> ids) {

    static Subscription of(Session session, Packet.Filter asked, int id) {
        return new Subscription(
                session,
                asked.filter(),
                asked.qos(),
                asked.noLocal(),
                asked.retainAsPublished(),
                asked.retainHandling(),
                id == 0 ? List.of() : List.of(id));
    }

    /** 0 = none. */
    int id() {
        return ids.isEmpty() ? 0 : ids.get(0);
    }

    boolean isShared() {
        return Topics.isShared(filter);
    }
}
