package io.tickwire.mqtt;

import io.tickwire.protocol.mqtt.Packet;
import io.tickwire.protocol.mqtt.Topics;
import java.util.List;

/**
 * A session's wish for messages, MQTT 5.0 §3.8.3.1.
 *
 * @param filter as the client gave it, with its group where it is shared
 * @param ids its subscription id, or none
 * @param withheld filters of what it does not get all the same
 */
record Subscription(
        Session session,
        String filter,
        int qos,
        boolean noLocal,
        boolean retainAsPublished,
        int retainHandling,
        List<Integer> ids,
        List<String> withheld) {

    static Subscription of(Session session, Packet.Filter asked, int id, List<String> withheld) {
        return new Subscription(
                session,
                asked.filter(),
                asked.qos(),
                asked.noLocal(),
                asked.retainAsPublished(),
                asked.retainHandling(),
                id == 0 ? List.of() : List.of(id),
                withheld);
    }

    Subscription withholding(List<String> topics) {
        return new Subscription(session, filter, qos, noLocal, retainAsPublished, retainHandling, ids, topics);
    }

    /** Whether it gets a message: not its own with No Local ([MQTT-3.8.3-3]), and not what the rules keep from it. */
    boolean takes(Message message) {
        return !(noLocal && session.clientId().equals(message.publisher()))
                && (withheld.isEmpty() || withheld.stream().noneMatch(each -> Topics.matches(each, message.topic())));
    }

    /** 0 = none. */
    int id() {
        return ids.isEmpty() ? 0 : ids.get(0);
    }

    boolean isShared() {
        return Topics.isShared(filter);
    }
}
