package io.tickwire.mqtt;

import io.tickwire.journal.MqttChange;
import io.tickwire.journal.MqttChange.Stage;
import io.tickwire.protocol.mqtt.Packet.Ack;
import io.tickwire.protocol.mqtt.Packet.Ack.Kind;
import io.tickwire.protocol.mqtt.ReasonCode;
import java.util.ArrayDeque;
import java.util.List;

/**
 * The QoS 1 and 2 messages of a session until its client has them, MQTT 5.0 §4.3 and §4.4. Of a persistent session all of
 * it is stored; QoS 2 is sent, and released, only when it is durable with its packet id, so that a client that has seen it
 * can tell it from a new one after a crash of ours. Owner: the broker's thread.
 */
final class Outbox {
    private final Session session;
    private final Tools tools;
    private final ArrayDeque<Outgoing> waiting = new ArrayDeque<>(1);
    private final Inflight inflight = new Inflight();
    private long lastNumber;
    private Client client;

    Outbox(Session session, Tools tools) {
        this.session = session;
        this.tools = tools;
    }

    /** Messages that the client does not have yet. */
    int size() {
        return waiting.size() + inflight.size();
    }

    /** Whether another one would be sent at once. */
    boolean isOpen() {
        return waiting.isEmpty() && !inflight.hasOld() && maySend();
    }

    private boolean maySend() {
        return client != null && inflight.hasRoom() && client.isWritable();
    }

    /** Whether the packet id is in use. */
    boolean knows(int packetId) {
        return inflight.get(packetId) != null;
    }

    /** Whether another one could wait. */
    boolean hasRoom() {
        return waiting.size() < tools.limits().maxQueuedMessages();
    }

    /** @return whether it is taken; else there is no room */
    boolean offer(Message message, int qos, boolean retain, List<Integer> subscriptionIds) {
        boolean now = isOpen();
        if (!now && !hasRoom() || !tools.budget().take(message)) {
            return false;
        }
        Outgoing next = new Outgoing(++lastNumber, message, qos, retain, subscriptionIds);
        if (now) {
            inflight.add(next);
        } else {
            waiting.add(next);
        }
        if (session.isPersistent()) {
            store(next);
        }
        if (now) {
            send(next);
        }
        return true;
    }

    private void store(Outgoing next) {
        next.stored();
        tools.ledger().use(next.message());
        tools.ledger()
                .record(new MqttChange.Queued(
                        session.clientId(),
                        next.number(),
                        next.message().storedId(),
                        next.qos(),
                        next.retain(),
                        next.subscriptionIds(),
                        next.packetId(),
                        next.stage()));
    }

    private void send(Outgoing next) {
        inflight.count(next);
        if (next.isStored() && next.qos() == 2 && !next.isTransmitted()) {
            Client asked = client;
            tools.ledger().whenDurable(() -> {
                if (client == asked && inflight.holds(next) && next.stage() == Stage.SENT) {
                    transmit(next);
                    pump();
                }
            });
        } else {
            transmit(next);
        }
    }

    private void transmit(Outgoing next) {
        boolean again = next.isTransmitted();
        next.transmitted();
        if (!client.publish(
                next.message(), next.qos(), next.retain(), next.subscriptionIds(), next.packetId(), again)) {
            // [MQTT-3.1.2-25]: too large for it counts as sent.
            done(next);
        }
    }

    private void done(Outgoing last) {
        inflight.remove(last);
        gone(last);
    }

    /** Sends what there is room for. */
    void pump() {
        long nowMsc = tools.clock().millis();
        while (inflight.hasOld() && maySend()) {
            Outgoing next = inflight.pollOld();
            if (next != null) {
                sendAgain(next, nowMsc);
            }
        }
        while (!inflight.hasOld() && !waiting.isEmpty() && maySend()) {
            Outgoing next = waiting.poll();
            if (next.message().isExpired(nowMsc)) {
                tools.metrics().dropped("expired");
                // So that a client that looks can see a gap.
                inflight.nextPacketId();
                gone(next);
            } else {
                inflight.add(next);
                moved(next);
                send(next);
            }
        }
    }

    private void sendAgain(Outgoing next, long nowMsc) {
        if (next.message().isExpired(nowMsc) && !next.isTransmitted()) {
            tools.metrics().dropped("expired");
            done(next);
        } else {
            send(next);
        }
    }

    private void moved(Outgoing next) {
        if (next.isStored()) {
            tools.ledger()
                    .record(new MqttChange.Moved(session.clientId(), next.number(), next.packetId(), next.stage()));
        }
    }

    private void gone(Outgoing done) {
        tools.budget().give(done.message());
        if (done.isStored()) {
            tools.ledger().record(new MqttChange.Delivered(session.clientId(), done.number()));
            tools.ledger().release(done.message());
        }
    }

    /**
     * The client is there: what it may not have got is sent again, in order ([MQTT-4.4.0-1], [MQTT-4.6.0-1]), then the
     * rest, and never more than it takes unacknowledged ([MQTT-3.3.4-7]); PUBREL does not count: MQTT 5.0 §4.9.
     *
     * @param maxInflight what it takes unacknowledged
     */
    void attach(Client here, int maxInflight) {
        client = here;
        for (Outgoing each : inflight.all()) {
            if (each.stage() == Stage.RELEASED) {
                client.send(Ack.of(Kind.PUBREL, each.packetId(), ReasonCode.SUCCESS));
            }
        }
        inflight.begin(maxInflight);
        pump();
    }

    void detach() {
        client = null;
        inflight.pause();
    }

    /**
     * MQTT 5.0 §4.3.2.
     *
     * @return false when it does not fit; one that is not known any more fits
     */
    boolean puback(int packetId) {
        Outgoing sent = inflight.get(packetId);
        if (sent != null && sent.qos() == 1) {
            done(sent);
            pump();
        }
        return sent == null || sent.qos() == 1;
    }

    /**
     * MQTT 5.0 §4.3.3.
     *
     * @return false when it does not fit; one that is not known any more fits
     */
    boolean pubrec(int packetId, ReasonCode reason) {
        Outgoing received = inflight.get(packetId);
        if (received == null || received.qos() != 2) {
            return received == null;
        }
        if (reason.isFailure()) {
            done(received);
            pump();
            return true;
        }
        release(received, packetId);
        return true;
    }

    private void release(Outgoing received, int packetId) {
        received.moveTo(Stage.RELEASED, packetId);
        moved(received);
        if (received.isStored()) {
            Client asked = client;
            tools.ledger().whenDurable(() -> {
                if (client == asked && inflight.holds(received)) {
                    client.send(Ack.of(Kind.PUBREL, packetId, ReasonCode.SUCCESS));
                }
            });
        } else {
            client.send(Ack.of(Kind.PUBREL, packetId, ReasonCode.SUCCESS));
        }
    }

    /** @return false when it does not fit; one that is not known any more fits */
    boolean pubcomp(int packetId) {
        Outgoing released = inflight.get(packetId);
        if (released != null && released.stage() == Stage.RELEASED) {
            done(released);
            pump();
        }
        return released == null || released.stage() == Stage.RELEASED;
    }

    /** As it was stored. */
    void restore(MqttChange.Queued stored, Message message) {
        Outgoing next = new Outgoing(stored.number(), message, stored.qos(), stored.retain(), stored.subscriptionIds());
        next.stored();
        next.moveTo(stored.stage(), stored.packetId());
        message.stored(1);
        tools.budget().force(message);
        lastNumber = Math.max(lastNumber, stored.number());
        if (stored.stage() == Stage.WAITING) {
            waiting.add(next);
        } else {
            next.transmitted();
            inflight.restore(next);
        }
    }

    /** The session is over; the store forgets what it had with it. */
    void discard() {
        inflight.all().forEach(this::forget);
        waiting.forEach(this::forget);
        inflight.clear();
        waiting.clear();
        client = null;
    }

    private void forget(Outgoing each) {
        tools.budget().give(each.message());
        if (each.isStored()) {
            tools.ledger().release(each.message());
        }
    }
}
