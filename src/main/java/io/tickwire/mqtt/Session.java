package io.tickwire.mqtt;

import io.tickwire.journal.MqttChange;
import io.tickwire.protocol.mqtt.MqttVersion;
import io.tickwire.protocol.mqtt.Packet.Connect;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a server knows of a client id, MQTT 5.0 §4.1, with or without its client. Owner: the broker's thread.
 */
final class Session {
    private static final long MS_PER_S = 1000;

    private final String clientId;
    private final String subject;
    private final Tools tools;
    private final Map<String, Subscription> subscriptions = new LinkedHashMap<>();
    private final Outbox outbox;
    private final BitSet received = new BitSet();
    private MqttVersion version;
    private long expirySeconds;
    private long leftMsc;
    private Client client;
    private boolean over;
    private boolean kept;
    private Agenda.Entry end;

    private long hitMark;
    private int hitQos;
    private boolean hitRetainAsPublished;
    private List<Integer> hitIds;

    /** @param subject whose it is, by the credential; empty = nobody was asked */
    Session(String clientId, String subject, MqttVersion version, long expirySeconds, Tools tools) {
        this.clientId = clientId;
        this.subject = subject;
        this.version = version;
        this.expirySeconds = expirySeconds;
        this.tools = tools;
        this.outbox = new Outbox(this, tools);
    }

    String clientId() {
        return clientId;
    }

    String subject() {
        return subject;
    }

    Outbox outbox() {
        return outbox;
    }

    Map<String, Subscription> subscriptions() {
        return subscriptions;
    }

    /** Whether it outlives its connection, and so a crash of ours. */
    boolean isPersistent() {
        return expirySeconds > 0;
    }

    long expirySeconds() {
        return expirySeconds;
    }

    /** A new life: as asked for in CONNECT or DISCONNECT. What was to end with its connection did. */
    void livesFor(long seconds) {
        boolean was = isPersistent();
        expirySeconds = seconds;
        if (was && !isPersistent()) {
            // It ends with its connection now, and so with a crash of ours.
            kept = false;
            tools.ledger().record(new MqttChange.SessionGone(clientId));
        }
        keep();
    }

    /** Tells the store how it is. */
    void keep() {
        if (isPersistent()) {
            kept = true;
            tools.ledger()
                    .record(new MqttChange.SessionKept(clientId, version.level(), expirySeconds, leftMsc, subject));
        }
    }

    /** Null while it is absent. */
    Client client() {
        return client;
    }

    void attach(Client here, MqttVersion speaks) {
        client = here;
        endsBy(null);
        version = speaks;
        leftMsc = 0;
        keep();
    }

    void detach(long nowMsc) {
        client = null;
        leftMsc = nowMsc;
        outbox.detach();
        keep();
    }

    /** As it was stored: its client is gone at the latest since we are back. */
    void restoredAs(long left) {
        leftMsc = left;
        kept = true;
    }

    /** When it ends unless its client comes back, epoch milliseconds. */
    long endsMsc() {
        return expirySeconds == Connect.NEVER ? Long.MAX_VALUE : leftMsc + expirySeconds * MS_PER_S;
    }

    /** @param due what will end it; null = nothing any more */
    void endsBy(Agenda.Entry due) {
        tools.agenda().cancel(end);
        end = due;
    }

    boolean isOver() {
        return over;
    }

    /** It is over: nobody finds it any more. */
    void discard() {
        over = true;
        endsBy(null);
        outbox.discard();
        if (kept) {
            tools.ledger().record(new MqttChange.SessionGone(clientId));
        }
    }

    void subscribe(Subscription subscription) {
        subscriptions.put(subscription.filter(), subscription);
        if (isPersistent()) {
            tools.ledger().record(subscribed(subscription));
        }
    }

    private MqttChange subscribed(Subscription subscription) {
        return new MqttChange.Subscribed(
                clientId,
                subscription.filter(),
                subscription.qos(),
                subscription.noLocal(),
                subscription.retainAsPublished(),
                subscription.retainHandling(),
                subscription.id());
    }

    /** @return whether there was one */
    boolean unsubscribe(String filter) {
        boolean was = subscriptions.remove(filter) != null;
        if (was && isPersistent()) {
            tools.ledger().record(new MqttChange.Unsubscribed(clientId, filter));
        }
        return was;
    }

    /** QoS 2: whether the message with this packet id was taken and not yet released. */
    boolean hasReceived(int packetId) {
        return received.get(packetId);
    }

    void received(int packetId) {
        received.set(packetId);
        if (isPersistent()) {
            tools.ledger().record(new MqttChange.Received(clientId, packetId));
        }
    }

    /** @return whether it was in use */
    boolean free(int packetId) {
        boolean was = received.get(packetId);
        received.clear(packetId);
        if (was && isPersistent()) {
            tools.ledger().record(new MqttChange.Freed(clientId, packetId));
        }
        return was;
    }

    void restoreReceived(int packetId) {
        received.set(packetId);
    }

    /**
     * One of its subscriptions matches the message that is being routed: several are one delivery, with the highest QoS
     * and all their ids, MQTT 5.0 §3.3.4.
     *
     * @param mark of the message
     * @return whether it is the first
     */
    boolean hit(long mark, Subscription by) {
        if (hitMark != mark) {
            hitMark = mark;
            hitQos = by.qos();
            hitRetainAsPublished = by.retainAsPublished();
            hitIds = by.ids();
            return true;
        }
        hitQos = Math.max(hitQos, by.qos());
        hitRetainAsPublished |= by.retainAsPublished();
        if (!by.ids().isEmpty()) {
            List<Integer> all = new ArrayList<>(hitIds);
            all.addAll(by.ids());
            hitIds = all;
        }
        return false;
    }

    /** What was hit is delivered. */
    boolean deliverHit(Message message) {
        return deliver(message, hitQos, hitRetainAsPublished && message.retain(), hitIds);
    }

    /**
     * @param maxQos of the subscription
     * @return whether it is sent, or waits
     */
    boolean deliver(Message message, int maxQos, boolean retain, List<Integer> ids) {
        int qos = Math.min(maxQos, message.qos());
        if (qos == 0) {
            return client != null && client.publishNow(message, retain, ids);
        }
        if (client == null && !isPersistent()) {
            return false;
        }
        boolean taken = outbox.offer(message, qos, retain, ids);
        if (!taken) {
            tools.metrics().dropped("queue full");
        }
        return taken;
    }
}
