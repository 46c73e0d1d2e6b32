package io.tickwire.mqtt;

import io.tickwire.journal.MqttChange;
import io.tickwire.protocol.mqtt.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

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

    /** To everybody. */
    void route(Message message) {
        route(message, null, anybody -> {});
    }

    /**
     * To everybody; the publisher's own copy follows the answer to what it published, as long as a crash between the two
     * would end its session anyway.
     *
     * @param publisher null = none that is here
     * @param answer told once whether anybody had subscribed, though it be with No Local
     */
    void route(Message message, Session publisher, Consumer<Boolean> answer) {
        SubscriptionTrie.Matches found = subscriptions.match(message.topic());
        hit(message, found.plain());
        boolean ownLast = publisher != null && !publisher.isPersistent() && hits.remove(publisher);
        deliver(message);
        for (SharedGroup group : found.shared()) {
            shared(message, group);
        }
        answer.accept(found != SubscriptionTrie.Matches.NOBODY);
        if (ownLast) {
            publisher.deliverHit(message);
        }
        message.forgetImages();
    }

    private void hit(Message message, List<Subscription> found) {
        mark++;
        for (Subscription each : found) {
            // [MQTT-3.8.3-3]
            boolean own = each.noLocal() && each.session().clientId().equals(message.publisher());
            if (!own && each.session().hit(mark, each)) {
                hits.add(each.session());
            }
        }
    }

    private void deliver(Message message) {
        for (Session session : hits) {
            session.deliverHit(message);
        }
        hits.clear();
    }

    private void shared(Message message, SharedGroup group) {
        Subscription chosen = group.pick(
                member -> takesNow(member, message),
                member -> member.session().isPersistent()
                        && member.session().outbox().hasRoom());
        if (chosen == null) {
            tools.metrics().dropped("nobody of the group");
        } else {
            chosen.session()
                    .deliver(message, chosen.qos(), chosen.retainAsPublished() && message.retain(), chosen.ids());
        }
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

    /** What nobody is to get any more takes no room, MQTT 5.0 §3.3.2.3.3. */
    void forgetExpired(long nowMsc) {
        for (String topic : retained.expired(nowMsc)) {
            retained.remove(topic);
            tools.ledger().record(new MqttChange.RetainedGone(topic));
        }
    }

    /** Sends a new subscription what is retained, MQTT 5.0 §3.8.4. */
    void greet(Subscription subscription) {
        long nowMsc = tools.clock().millis();
        List<Message> found = new ArrayList<>();
        retained.match(Topics.plain(subscription.filter()), found::add);
        for (Message message : found) {
            // [MQTT-3.8.3-3]
            boolean own =
                    subscription.noLocal() && subscription.session().clientId().equals(message.publisher());
            if (!own && !message.isExpired(nowMsc)) {
                subscription.session().deliver(message, subscription.qos(), true, subscription.ids());
                message.forgetImages();
            }
        }
    }
}
