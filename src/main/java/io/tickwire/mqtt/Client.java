package io.tickwire.mqtt;

import io.tickwire.protocol.mqtt.Heard.Malformed;
import io.tickwire.protocol.mqtt.MqttVersion;
import io.tickwire.protocol.mqtt.MqttWriter;
import io.tickwire.protocol.mqtt.Packet;
import io.tickwire.protocol.mqtt.Packet.Ack;
import io.tickwire.protocol.mqtt.Packet.Connect;
import io.tickwire.protocol.mqtt.Packet.Disconnect;
import io.tickwire.protocol.mqtt.ReasonCode;
import java.util.List;
import java.util.Set;

/**
 * A client that is connected: what it says is done, what it is to get is written. Owner: the broker's thread.
 */
public final class Client {
    private final Link link;
    private final Connect connect;
    private final Who who;
    private final Session session;
    private final Tools tools;
    private final Farewell farewell;
    private final Inbox inbox;
    private final Subscriber subscriber;
    private final Outlet outlet;
    private Packet.Will will;
    private boolean ended;
    private boolean endsSession;

    /** What becomes of session and will when a client has gone. */
    @FunctionalInterface
    interface Farewell {
        void gone(Client client);
    }

    Client(Link link, Connect connect, Who who, Session session, Router router, Rules rules, Farewell farewell) {
        this.link = link;
        this.connect = connect;
        this.who = who;
        this.session = session;
        this.tools = rules.tools();
        this.farewell = farewell;
        this.will = connect.will();
        this.outlet = new Outlet(link, connect, tools);
        this.inbox = new Inbox(this, router, rules);
        this.subscriber = new Subscriber(this, router, rules);
    }

    public String clientId() {
        return session.clientId();
    }

    public Who who() {
        return who;
    }

    /** What it has subscribed to. */
    public Set<String> filters() {
        return Set.copyOf(session.subscriptions().keySet());
    }

    /** What its session has subscribed to, by what it may do now. */
    void review() {
        subscriber.review();
    }

    Session session() {
        return session;
    }

    Packet.Will will() {
        return will;
    }

    boolean isV5() {
        return connect.version() == MqttVersion.V5;
    }

    /** Does what the client said. */
    public void heard(Packet packet) {
        if (ended) {
            return;
        }
        if (packet instanceof Packet.Publish publish) {
            inbox.publish(publish);
        } else if (packet instanceof Ack ack) {
            ack(ack);
        } else if (packet instanceof Packet.Subscribe subscribe) {
            subscriber.subscribe(subscribe);
        } else if (packet instanceof Packet.Unsubscribe unsubscribe) {
            subscriber.unsubscribe(unsubscribe);
        } else if (packet instanceof Packet.PingReq) {
            write(new Packet.PingResp());
        } else if (packet instanceof Disconnect disconnect) {
            disconnect(disconnect);
        } else if (packet instanceof Packet.Auth) {
            // [MQTT-4.12.0-7]: none was begun in CONNECT.
            fail(ReasonCode.PROTOCOL_ERROR, "AUTH without an authentication method in CONNECT");
        } else {
            fail(ReasonCode.PROTOCOL_ERROR, "only a server sends this packet");
        }
    }

    private void ack(Ack ack) {
        switch (ack.kind()) {
            case PUBREL -> inbox.release(ack.packetId());
            case PUBREC -> {
                if (!session.outbox().knows(ack.packetId()) && !ack.reason().isFailure()) {
                    // MQTT 5.0 §3.6.2.1; 3.1.1 has no word for it, and gets what ends the exchange.
                    send(Ack.of(Ack.Kind.PUBREL, ack.packetId(), ReasonCode.PACKET_IDENTIFIER_NOT_FOUND));
                } else {
                    answered(ack, session.outbox().pubrec(ack.packetId(), ack.reason()));
                }
            }
            case PUBACK -> answered(ack, session.outbox().puback(ack.packetId()));
            default -> answered(ack, session.outbox().pubcomp(ack.packetId()));
        }
    }

    /** [MQTT-4.3.2-3], [MQTT-4.3.3-4] and [MQTT-4.3.3-7] say what answers what. */
    private void answered(Ack ack, boolean fits) {
        if (!fits) {
            fail(ReasonCode.PROTOCOL_ERROR, ack.kind() + " does not answer message " + ack.packetId());
        }
    }

    private void disconnect(Disconnect said) {
        if (said.sessionExpirySeconds() >= 0) {
            // MQTT 5.0 §3.14.2.2.2
            if (said.sessionExpirySeconds() > 0 && connect.sessionExpirySeconds() == 0) {
                fail(ReasonCode.PROTOCOL_ERROR, "a session that was to end cannot be prolonged in DISCONNECT");
                return;
            }
            session.livesFor(Expiry.capped(said.sessionExpirySeconds(), tools.limits()));
        }
        if (said.reason() != ReasonCode.DISCONNECT_WITH_WILL
                && !(isV5() && said.reason().isFailure())) {
            // [MQTT-3.1.2-10]
            will = null;
        }
        close();
    }

    /** What it sent is no packet. */
    public void malformed(Malformed what) {
        if (!ended) {
            tools.metrics().malformed(what.reason());
            fail(what.reason(), what.why());
        }
    }

    /** It broke the rules: it is told so, where its version can be, and its will is published. */
    void fail(ReasonCode reason, String why) {
        tools.metrics().refused("packet", reason);
        end(reason, why);
    }

    /** Closes, with a reason; its will is published. */
    public void end(ReasonCode reason, String why) {
        if (!ended) {
            if (isV5()) {
                // MQTT 5.0 §3.14.2.2.3: also where it asked for no problem information.
                writeIfFits(Disconnect.of(reason, why), Disconnect.of(reason, null));
            }
            close();
        }
    }

    private void close() {
        link.close();
        leave();
    }

    /** Its session ends with it: somebody else begins anew with its client id. */
    void endsSession() {
        endsSession = true;
    }

    boolean isLast() {
        return endsSession;
    }

    /** The connection is gone. */
    public void lost() {
        leave();
    }

    private void leave() {
        if (!ended) {
            ended = true;
            outlet.end();
            farewell.gone(this);
        }
    }

    boolean hasEnded() {
        return ended;
    }

    Link link() {
        return link;
    }

    boolean isWritable() {
        return !ended && link.isWritable();
    }

    /** It can take more. */
    public void writable() {
        if (ended) {
            return;
        }
        outlet.catchUp();
        session.outbox().pump();
        inbox.relax();
    }

    boolean publishNow(Message message, boolean retain, List<Integer> ids) {
        return outlet.publishNow(message, retain, ids);
    }

    boolean publish(Message message, int qos, boolean retain, List<Integer> ids, int packetId, boolean dup) {
        return outlet.publish(message, qos, retain, ids, packetId, dup);
    }

    /** Sends an answer. */
    void send(Ack ack) {
        if (!ended) {
            link.send(MqttWriter.write(ack, connect.version()));
        }
    }

    byte[] encoded(Ack ack) {
        // [MQTT-3.1.2-29]
        Ack told = connect.requestProblemInformation() || ack.reasonString() == null
                ? ack
                : Ack.of(ack.kind(), ack.packetId(), ack.reason());
        byte[] packet = MqttWriter.write(told, connect.version());
        return packet.length <= connect.maximumPacketSize()
                ? packet
                : MqttWriter.write(Ack.of(ack.kind(), ack.packetId(), ack.reason()), connect.version());
    }

    void write(Packet packet) {
        if (!ended) {
            byte[] bytes = MqttWriter.write(packet, connect.version());
            if (bytes.length <= connect.maximumPacketSize()) {
                link.send(bytes);
            } else {
                // [MQTT-3.1.2-25]: it counts as sent.
                tools.metrics().dropped("too large");
            }
        }
    }

    /** [MQTT-3.14.2-3] and its like: words are left out where they make it too large. */
    private void writeIfFits(Packet inFull, Packet brief) {
        byte[] packet = MqttWriter.write(inFull, connect.version());
        link.send(packet.length <= connect.maximumPacketSize() ? packet : MqttWriter.write(brief, connect.version()));
    }

    /** What the client asked for. */
    Connect connect() {
        return connect;
    }
}
