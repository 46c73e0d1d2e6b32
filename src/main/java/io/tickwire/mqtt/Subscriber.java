package io.tickwire.mqtt;

import io.tickwire.protocol.mqtt.Packet;
import io.tickwire.protocol.mqtt.Packet.SubAck;
import io.tickwire.protocol.mqtt.ReasonCode;
import io.tickwire.protocol.mqtt.Topics;
import java.util.ArrayList;
import java.util.List;

/** What a client wants to hear, MQTT 5.0 §3.8 to §3.11. Owner: the broker's thread. */
final class Subscriber {
    private final Client client;
    private final Session session;
    private final Router router;
    private final Rules rules;

    Subscriber(Client client, Router router, Rules rules) {
        this.client = client;
        this.session = client.session();
        this.router = router;
        this.rules = rules;
    }

    void subscribe(Packet.Subscribe asked) {
        List<ReasonCode> reasons = new ArrayList<>();
        List<Subscription> greeted = new ArrayList<>();
        for (Packet.Filter each : asked.filters()) {
            String problem = Topics.filterProblem(each.filter());
            if (problem != null && !client.isV5()) {
                // 3.1.1 §4.8: a protocol violation.
                client.fail(ReasonCode.TOPIC_FILTER_INVALID, problem);
                return;
            }
            ReasonCode reason = problem == null ? check(each) : ReasonCode.TOPIC_FILTER_INVALID;
            reasons.add(reason);
            if (!reason.isFailure()) {
                boolean known = session.subscriptions().containsKey(each.filter());
                Subscription subscription =
                        Subscription.of(session, each, asked.subscriptionId(), withheld(each.filter()));
                session.subscribe(subscription);
                router.subscriptions().add(subscription);
                if (isGreeted(each, known)) {
                    greeted.add(subscription);
                }
            }
        }
        promise(new SubAck(false, asked.packetId(), reasons, null), greeted);
    }

    /** [MQTT-3.3.1-9] to [MQTT-3.3.1-11]; a shared subscription gets none: MQTT 5.0 §4.8.2. */
    private static boolean isGreeted(Packet.Filter filter, boolean known) {
        return !Topics.isShared(filter.filter())
                && (filter.retainHandling() == 0 || filter.retainHandling() == 1 && !known);
    }

    private ReasonCode check(Packet.Filter asked) {
        if (rules.sizeProblem(asked.filter()) != null) {
            return ReasonCode.TOPIC_FILTER_INVALID;
        }
        if (!rules.acl().mayRead(client.who(), Topics.plain(asked.filter()))) {
            rules.tools().metrics().refused("subscribe", ReasonCode.NOT_AUTHORIZED);
            return ReasonCode.NOT_AUTHORIZED;
        }
        boolean full = session.subscriptions().size() >= rules.tools().limits().maxSubscriptions();
        if (full && !session.subscriptions().containsKey(asked.filter())) {
            rules.tools().metrics().refused("subscribe", ReasonCode.QUOTA_EXCEEDED);
            return ReasonCode.QUOTA_EXCEEDED;
        }
        return ReasonCode.granted(asked.qos());
    }

    /** What is acknowledged outlives us, so it is durable first. */
    private void promise(SubAck ack, List<Subscription> greeted) {
        Runnable answer = () -> {
            if (!client.hasEnded()) {
                client.write(ack);
                greeted.forEach(router::greet);
            }
        };
        if (session.isPersistent()) {
            rules.tools().ledger().whenDurable(answer);
        } else {
            answer.run();
        }
    }

    private List<String> withheld(String filter) {
        return rules.acl().withheld(client.who(), Topics.plain(filter));
    }

    /** The rules or its credential may have changed since it subscribed. */
    void review() {
        for (Subscription each : List.copyOf(session.subscriptions().values())) {
            List<String> withheld = withheld(each.filter());
            if (!rules.acl().mayRead(client.who(), Topics.plain(each.filter()))) {
                rules.tools().metrics().refused("subscription", ReasonCode.NOT_AUTHORIZED);
                session.unsubscribe(each.filter());
                router.subscriptions().remove(session, each.filter());
            } else if (!withheld.equals(each.withheld())) {
                Subscription now = each.withholding(withheld);
                session.subscriptions().put(now.filter(), now);
                router.subscriptions().add(now);
            }
        }
    }

    void unsubscribe(Packet.Unsubscribe asked) {
        List<ReasonCode> reasons = new ArrayList<>();
        for (String filter : asked.filters()) {
            String problem = Topics.filterProblem(filter);
            if (problem != null && !client.isV5()) {
                client.fail(ReasonCode.TOPIC_FILTER_INVALID, problem);
                return;
            }
            if (problem != null) {
                reasons.add(ReasonCode.TOPIC_FILTER_INVALID);
            } else if (session.unsubscribe(filter)) {
                router.subscriptions().remove(session, filter);
                reasons.add(ReasonCode.SUCCESS);
            } else {
                reasons.add(ReasonCode.NO_SUBSCRIPTION_EXISTED);
            }
        }
        promise(new SubAck(true, asked.packetId(), reasons, null), List.of());
    }
}
