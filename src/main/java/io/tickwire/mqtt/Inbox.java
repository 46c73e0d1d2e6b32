package io.tickwire.mqtt;

import io.tickwire.protocol.mqtt.Packet.Ack;
import io.tickwire.protocol.mqtt.Packet.Ack.Kind;
import io.tickwire.protocol.mqtt.Packet.Publish;
import io.tickwire.protocol.mqtt.ReasonCode;
import io.tickwire.protocol.mqtt.Utf8;
import io.vertx.core.Future;
import java.util.BitSet;
import java.util.List;

/** What a client publishes, MQTT 5.0 §3.3 and §4.3. Owner: the broker's thread. */
final class Inbox {
    private final Client client;
    private final Session session;
    private final Router router;
    private final Rules rules;
    private final AckQueue acks;
    /** Packet ids that count against receive maximum: MQTT 5.0 §4.9, of this connection only. */
    private final BitSet open = new BitSet();

    private int openCount;
    private String[] aliases = new String[0];
    private boolean held;

    Inbox(Client client, Router router, Rules rules) {
        this.client = client;
        this.session = client.session();
        this.router = router;
        this.rules = rules;
        this.acks = new AckQueue(packet -> client.link().send(packet));
    }

    void publish(Publish publish) {
        rules.tools().metrics().received(publish.qos());
        String topic = topic(publish);
        if (topic == null) {
            return;
        }
        if (publish.qos() == 2 && session.hasReceived(publish.packetId())) {
            again(publish);
            return;
        }
        if (publish.qos() > 0) {
            if (client.isV5() && openCount >= most()) {
                // [MQTT-3.3.4-9]
                client.fail(ReasonCode.RECEIVE_MAXIMUM_EXCEEDED, "more than " + most() + " messages unanswered");
                return;
            }
            opened(publish.packetId());
        }
        accept(publish, topic);
        if (acks.size() >= most() && !client.isV5()) {
            // 3.1.1 has no number for it: it waits for its answers. For a PUBREL of its own it would wait for ever.
            hold();
        }
    }

    /** [MQTT-4.3.3-10]: it came before; it is answered again, when that it came is durable, and not delivered again. */
    private void again(Publish publish) {
        AckQueue.Slot slot = acks.open();
        rules.tools().ledger().whenDurable(() -> give(publish, slot, ReasonCode.SUCCESS, null));
    }

    private void opened(int packetId) {
        if (!open.get(packetId)) {
            open.set(packetId);
            openCount++;
        }
    }

    private void closed(int packetId) {
        if (open.get(packetId)) {
            open.clear(packetId);
            openCount--;
        }
    }

    private int most() {
        return rules.tools().limits().receiveMaximum();
    }

    /** MQTT 5.0 §3.3.2.3.4; null when the client was closed. */
    private String topic(Publish publish) {
        int alias = publish.topicAlias();
        if (alias == 0) {
            return publish.topic();
        }
        int highest = rules.tools().limits().topicAliasMaximum();
        if (alias > highest) {
            // [MQTT-3.3.2-9]
            client.fail(ReasonCode.TOPIC_ALIAS_INVALID, "topic aliases go from 1 to " + highest);
            return null;
        }
        if (aliases.length == 0) {
            aliases = new String[highest + 1];
        }
        if (!publish.topic().isEmpty()) {
            aliases[alias] = publish.topic();
        } else if (aliases[alias] == null) {
            client.fail(ReasonCode.PROTOCOL_ERROR, "topic alias " + alias + " stands for no topic yet");
        }
        return aliases[alias];
    }

    private void accept(Publish publish, String topic) {
        String tooLarge = rules.sizeProblem(topic);
        if (publish.retain() && !rules.retains()) {
            // [MQTT-3.2.2-14] it was told so in CONNACK.
            client.fail(ReasonCode.RETAIN_NOT_SUPPORTED, "nothing is retained here");
        } else if (tooLarge != null) {
            refuse(publish, ReasonCode.TOPIC_NAME_INVALID, tooLarge);
        } else if (publish.properties().utf8() && !Utf8.isValid(publish.payload(), 0, publish.payload().length)) {
            // MQTT 5.0 §3.3.2.3.2
            refuse(publish, ReasonCode.PAYLOAD_FORMAT_INVALID, "the payload says it is UTF-8 and is not");
        } else if (!rules.mayWrite(client.who(), topic)) {
            denied(publish);
        } else if (publish.qos() > 0 && rules.tools().ledger().isFailing()) {
            refuse(publish, ReasonCode.QUOTA_EXCEEDED, "the store cannot be written at present: try again later");
        } else {
            take(publish, topic);
        }
    }

    /** [MQTT-3.3.5-2] of 3.1.1: without reason codes it is told it went well, or is closed; it is told. */
    private void denied(Publish publish) {
        rules.tools().metrics().refused("publish", ReasonCode.NOT_AUTHORIZED);
        if (publish.qos() == 0) {
            return;
        }
        if (publish.qos() == 2 && !client.isV5()) {
            session.received(publish.packetId());
        }
        give(
                publish,
                acks.open(),
                ReasonCode.NOT_AUTHORIZED,
                "not open to " + client.who().identity().subject());
    }

    private void refuse(Publish publish, ReasonCode reason, String why) {
        if (publish.qos() == 0 || !client.isV5()) {
            client.fail(reason, why);
            return;
        }
        rules.tools().metrics().refused("publish", reason);
        give(publish, acks.open(), reason, why);
    }

    private void take(Publish publish, String topic) {
        Message message = Message.of(
                topic,
                publish.payload(),
                publish.qos(),
                publish.retain(),
                publish.properties(),
                rules.tools().clock().millis(),
                session.clientId());
        if (publish.retain()
                && publish.payload().length > 0
                && !router.retained().hasRoomFor(message)) {
            refuse(publish, ReasonCode.QUOTA_EXCEEDED, "no more can be retained, see $.mqtt.limits.maxRetained");
            return;
        }
        long before = rules.tools().ledger().recorded();
        Future<Intake.Taken> taken = rules.intake().take(message, publish.dup(), client.who());
        if (publish.retain() && taken == null) {
            router.retain(message, true);
        }
        if (publish.qos() == 2) {
            session.received(publish.packetId());
        }
        router.route(message, session, anybody -> {
            if (publish.qos() > 0) {
                answer(publish, taken, anybody, before);
            }
        });
    }

    private void answer(Publish publish, Future<Intake.Taken> taken, boolean anybody, long before) {
        AckQueue.Slot slot = acks.open();
        if (taken != null) {
            taken.onComplete(done -> rules.mailbox()
                    .execute(() -> taken(publish, slot, done.succeeded() ? done.result() : failed(done.cause()))));
        } else {
            // MQTT 5.0 §3.5.2.1 lets PUBREC say it too; but there the exchange goes on, and clients expect 0 then.
            ReasonCode reason = anybody || publish.qos() == 2 ? ReasonCode.SUCCESS : ReasonCode.NO_MATCHING_SUBSCRIBERS;
            whenDurable(before, () -> give(publish, slot, reason, null));
        }
    }

    private static Intake.Taken failed(Throwable cause) {
        return new Intake.Taken(ReasonCode.UNSPECIFIED_ERROR, cause.getClass().getSimpleName());
    }

    private void taken(Publish publish, AckQueue.Slot slot, Intake.Taken taken) {
        if (publish.qos() == 2 && taken.reason().isFailure() && client.isV5()) {
            // MQTT 5.0 §4.3.3: the exchange ends with this PUBREC.
            session.free(publish.packetId());
        }
        rules.tools().ledger().whenDurable(() -> give(publish, slot, taken.reason(), taken.why()));
    }

    private void whenDurable(long before, Runnable promise) {
        if (rules.tools().ledger().recorded() == before) {
            promise.run();
        } else {
            rules.tools().ledger().whenDurable(promise);
        }
    }

    private void give(Publish publish, AckQueue.Slot slot, ReasonCode reason, String why) {
        if (!client.hasEnded()) {
            Kind kind = publish.qos() == 1 ? Kind.PUBACK : Kind.PUBREC;
            if (publish.qos() == 1 || reason.isFailure()) {
                closed(publish.packetId());
            }
            slot.give(client.encoded(new Ack(kind, publish.packetId(), reason, why, List.of())));
            relax();
        }
    }

    /** PUBREL: [MQTT-4.3.3-11]. */
    void release(int packetId) {
        long before = rules.tools().ledger().recorded();
        ReasonCode reason = session.free(packetId) ? ReasonCode.SUCCESS : ReasonCode.PACKET_IDENTIFIER_NOT_FOUND;
        closed(packetId);
        // Durable first: the client may use the id for another message now.
        whenDurable(before, () -> client.send(Ack.of(Kind.PUBCOMP, packetId, reason)));
        relax();
    }

    private void hold() {
        if (!held) {
            held = true;
            client.link().hold();
        }
    }

    /** Reads on, once half of what waited is answered. */
    void relax() {
        if (held && acks.size() <= most() / 2) {
            held = false;
            client.link().readOn();
        }
    }
}
