package io.tickwire.mqtt;

import io.tickwire.journal.MqttChange;
import io.tickwire.protocol.mqtt.Topics;
import java.util.ArrayList;
import java.util.List;

/** Brings each message to whoever subscribed to its topic, and keeps the retained ones. Owner: the broker's thread. */
final class Router {
    private final Tools tools;
    private final SubscriptionTrie subscriptions = new SubscriptionTrie();
    private final RetainedMessages retained;
    private final List<Session> hits = new ArrayList<>();
    private long mark;

    Router(Tools tools) {
        this.tools = tools;
        this.retained = new RetainedMessages(
                tools.limits().maxRetained(), tools.limits().maxRetainedBytes());
    }

    SubscriptionTrie subscriptions() {
        return subscriptions;
    }

    RetainedMessages retained() {
        return retained;
    }

    /** @return whether anybody had subscribed */
    boolean route(Message message) {
        SubscriptionTrie.Matches found = subscriptions.match(message.topic());
        boolean any = plain(message, found.plain());
        for (SharedGroup group : found.shared()) {
            any |= shared(message, group);
        }
        message.forgetImages();
        return any;
    }

    private boolean plain(Message message, List<Subscription> found) {
        mark++;
        for (Subscription each : found) {
            // [MQTT-3.8.3-3]
            boolean own = each.noLocal() && each.session().clientId().equals(message.publisher());
            if (!own && each.session().hit(mark, each)) {
                hits.add(each.session());
            }
        }
        boolean any = !hits.isEmpty();
        for (Session session : hits) {
            session.deliverHit(message);
        }
        hits.clear();
        return any;
    }

    private boolean shared(Message message, SharedGroup group) {
        Subscription chosen = group.pick(
                member -> takesNow(member, message),
                member -> member.session().isPersistent()
                        && member.session().outbox().hasRoom());
        if (chosen == null) {
            tools.metrics().dropped("nobody of the group");
            return false;
        }
        return chosen.session()
                .deliver(message, chosen.qos(), chosen.retainAsPublished() && message.retain(), chosen.ids());
    }

    private static boolean takesNow(Subscription member, Message message) {
        Session session = member.session();
        boolean direct = Math.min(member.qos(), message.qos()) == 0;
        return session.client() != null
                && (direct ? session.client().isWritable() : session.outbox().isOpen());
    }

    /** Keeps it for those who come later; an empty one takes away what is kept: MQTT 5.0 §3.3.1.3. */
    void retain(Message message, boolean lasting) {
        if (message.payload().length == 0) {
            if (retained.remove(message.topic()) && lasting) {
                tools.ledger().record(new MqttChange.RetainedGone(message.topic()));
            }
        } else {
            retained.put(message);
            if (lasting) {
                tools.ledger().record(new MqttChange.Retained(message.body()));
            }
        }
    }

    /** Sends a new subscription what is retained, MQTT 5.0 §3.8.4. */
    void greet(Subscription subscription) {
        long nowMsc = tools.clock().millis();
        List<Message> found = new ArrayList<>();
        retained.match(Topics.plain(subscription.filter()), found::add);
        for (Message message : found) {
            if (!message.isExpired(nowMsc)) {
                subscription.session().deliver(message, subscription.qos(), true, subscription.ids());
                message.forgetImages();
            }
        }
    }
}
