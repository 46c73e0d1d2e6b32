package io.tickwire.mqtt;

import io.tickwire.journal.MqttChange;
import io.tickwire.journal.MqttChange.Stage;
import io.tickwire.protocol.mqtt.Packet.Ack;
import io.tickwire.protocol.mqtt.Packet.Ack.Kind;
import io.tickwire.protocol.mqtt.ReasonCode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The QoS 1 and 2 messages of a session until its client has them, MQTT 5.0 §4.3 and §4.4. Of a persistent session all of
 * it is stored; QoS 2 is sent, and released, only when it is durable with its packet id, so that a client that has seen it
 * can tell it from a new one after a crash of ours. Owner: the broker's thread.
 */
final class Outbox {
    private static final int MAX_PACKET_ID = 65_535;

    private final Session session;
    private final Tools tools;
    private final ArrayDeque<Outgoing> waiting = new ArrayDeque<>(1);
    private final Map<Integer, Outgoing> inflight = new LinkedHashMap<>();
    private long lastNumber;
    private int lastPacketId;
    private Client client;
    private int window;

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
        return client != null && waiting.isEmpty() && inflight.size() < window && client.isWritable();
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
            assign(next);
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

    private void assign(Outgoing next) {
        next.moveTo(Stage.SENT, freePacketId());
        inflight.put(next.packetId(), next);
    }

    /** [MQTT-2.2.1-4]: one that is not in use. */
    private int freePacketId() {
        do {
            lastPacketId = lastPacketId == MAX_PACKET_ID ? 1 : lastPacketId + 1;
        } while (inflight.containsKey(lastPacketId));
        return lastPacketId;
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

    /** The session lives on without its client from now on, or does not any more. */
    void persistenceChanged() {
        if (session.isPersistent()) {
            inflight.values().forEach(each -> {
                if (!each.isStored()) {
                    store(each);
                }
            });
            waiting.forEach(each -> {
                if (!each.isStored()) {
                    store(each);
                }
            });
        }
    }

    private void send(Outgoing next) {
        if (next.isStored() && next.qos() == 2) {
            Client asked = client;
            tools.ledger().whenDurable(() -> {
                if (client == asked && inflight.get(next.packetId()) == next && next.stage() == Stage.SENT) {
                    transmit(next);
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
            inflight.remove(next.packetId());
            gone(next);
        }
    }

    /** Sends what there is room for. */
    void pump() {
        long nowMsc = tools.clock().millis();
        while (client != null && inflight.size() < window && client.isWritable() && !waiting.isEmpty()) {
            Outgoing next = waiting.poll();
            if (next.message().isExpired(nowMsc)) {
                tools.metrics().dropped("expired");
                gone(next);
            } else {
                assign(next);
                moved(next);
                send(next);
            }
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
     * rest.
     *
     * @param maxInflight what it takes unacknowledged
     */
    void attach(Client here, int maxInflight) {
        client = here;
        window = maxInflight;
        List<Outgoing> again = new ArrayList<>(inflight.values());
        for (Outgoing each : again) {
            if (each.stage() == Stage.RELEASED) {
                client.send(Ack.of(Kind.PUBREL, each.packetId(), ReasonCode.SUCCESS));
            } else if (each.message().isExpired(tools.clock().millis()) && !each.isTransmitted()) {
                inflight.remove(each.packetId());
                gone(each);
            } else {
                send(each);
            }
        }
        pump();
    }

    void detach() {
        client = null;
    }

    /** MQTT 5.0 §4.3.2. */
    void puback(int packetId) {
        Outgoing done = inflight.get(packetId);
        if (done != null && done.qos() == 1) {
            inflight.remove(packetId);
            gone(done);
            pump();
        }
    }

    /**
     * MQTT 5.0 §4.3.3.
     *
     * @return whether the packet id is in use
     */
    boolean pubrec(int packetId, ReasonCode reason) {
        Outgoing received = inflight.get(packetId);
        if (received == null || received.qos() != 2) {
            return false;
        }
        if (reason.isFailure()) {
            inflight.remove(packetId);
            gone(received);
            pump();
            return true;
        }
        received.moveTo(Stage.RELEASED, packetId);
        moved(received);
        if (received.isStored()) {
            Client asked = client;
            tools.ledger().whenDurable(() -> {
                if (client == asked && inflight.get(packetId) == received) {
                    client.send(Ack.of(Kind.PUBREL, packetId, ReasonCode.SUCCESS));
                }
            });
        } else {
            client.send(Ack.of(Kind.PUBREL, packetId, ReasonCode.SUCCESS));
        }
        return true;
    }

    void pubcomp(int packetId) {
        Outgoing done = inflight.get(packetId);
        if (done != null && done.stage() == Stage.RELEASED) {
            inflight.remove(packetId);
            gone(done);
            pump();
        }
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
            inflight.put(stored.packetId(), next);
            lastPacketId = stored.packetId();
        }
    }

    /** The session is over; the store forgets what it had with it. */
    void discard() {
        inflight.values().forEach(this::forget);
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
