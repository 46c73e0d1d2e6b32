package io.tickwire.mqtt;

import io.tickwire.journal.MqttChange;
import io.tickwire.journal.MqttStored;
import io.tickwire.protocol.mqtt.MqttVersion;
import io.tickwire.protocol.mqtt.Packet.Filter;
import io.tickwire.protocol.mqtt.Packet.Will;
import io.tickwire.protocol.mqtt.PropertyBytes;
import io.tickwire.protocol.mqtt.Topics;
import java.util.HashMap;
import java.util.Map;

/** Brings back what a node had stored. Owner: the broker's thread. */
final class Restorer {
    private static final long MS_PER_S = 1000;

    private final Tools tools;
    private final Acl acl;
    private final Router router;
    private final Map<String, Session> sessions;
    private final Wills wills;
    private final Map<Long, Message> messages = new HashMap<>();

    Restorer(Rules rules, Router router, Map<String, Session> sessions, Wills wills) {
        this.tools = rules.tools();
        this.acl = rules.acl();
        this.router = router;
        this.sessions = sessions;
        this.wills = wills;
    }

    void restore(MqttStored stored) {
        stored.changes().forEach(this::restore);
    }

    private void restore(MqttChange change) {
        if (change instanceof MqttChange.SessionKept kept) {
            session(kept);
        } else if (change instanceof MqttChange.Subscribed subscribed) {
            subscription(subscribed);
        } else if (change instanceof MqttChange.MessageKept kept) {
            messages.put(kept.id(), Message.restored(kept.id(), kept.body()));
            tools.ledger().startsAfter(kept.id());
        } else if (change instanceof MqttChange.Queued queued) {
            sessions.get(queued.clientId()).outbox().restore(queued, messages.get(queued.messageId()));
        } else if (change instanceof MqttChange.Received received) {
            sessions.get(received.clientId()).restoreReceived(received.packetId());
        } else if (change instanceof MqttChange.Retained retained) {
            retained(retained.body());
        } else if (change instanceof MqttChange.WillKept will) {
            will(will);
        }
    }

    private void session(MqttChange.SessionKept kept) {
        MqttVersion version = kept.level() == MqttVersion.V5.level() ? MqttVersion.V5 : MqttVersion.V311;
        Session session = new Session(kept.clientId(), kept.subject(), version, kept.expirySeconds(), tools);
        long nowMsc = tools.clock().millis();
        // When the node died is not known; a client that was there then has all its time from now on.
        session.restoredAs(kept.leftMsc() == 0 ? nowMsc : kept.leftMsc());
        sessions.put(kept.clientId(), session);
    }

    private void subscription(MqttChange.Subscribed stored) {
        Session session = sessions.get(stored.clientId());
        Filter filter = new Filter(
                stored.filter(), stored.qos(), stored.noLocal(), stored.retainAsPublished(), stored.retainHandling());
        Subscription subscription = Subscription.of(
                session,
                filter,
                stored.subscriptionId(),
                acl.withheld(Who.absent(session), Topics.plain(stored.filter())));
        session.subscriptions().put(stored.filter(), subscription);
        router.subscriptions().add(subscription);
    }

    private void retained(MqttChange.Body body) {
        Message message = Message.restored(0, body);
        if (!message.isExpired(tools.clock().millis())) {
            router.retained().put(message);
        }
    }

    private void will(MqttChange.WillKept kept) {
        MqttChange.Body body = kept.body();
        Will will = new Will(
                body.topic(),
                body.payload(),
                body.qos(),
                body.retain(),
                kept.delaySeconds(),
                PropertyBytes.read(body.properties()));
        long dueMsc = kept.dueMsc() == 0 ? tools.clock().millis() + kept.delaySeconds() * MS_PER_S : kept.dueMsc();
        wills.restore(sessions.get(kept.clientId()), will, dueMsc);
    }
}
