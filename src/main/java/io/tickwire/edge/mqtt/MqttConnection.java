package io.tickwire.edge.mqtt;

import io.netty.buffer.ByteBuf;
import io.tickwire.edge.Caller;
import io.tickwire.mqtt.Broker;
import io.tickwire.mqtt.Client;
import io.tickwire.mqtt.Who;
import io.tickwire.protocol.mqtt.Heard;
import io.tickwire.protocol.mqtt.Heard.Malformed;
import io.tickwire.protocol.mqtt.MqttReader;
import io.tickwire.protocol.mqtt.MqttWriter;
import io.tickwire.protocol.mqtt.Packet;
import io.tickwire.protocol.mqtt.Packet.ConnAck;
import io.tickwire.protocol.mqtt.Packet.Connect;
import io.tickwire.protocol.mqtt.ReasonCode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A connection to the MQTT server: its bytes become packets, its first packet a client. Owner: the connection's event
 * loop; what it hears goes to the broker's thread in its order.
 */
final class MqttConnection {
    private static final int MAX_BACKLOG = 8;
    private static final long NANOS_PER_S = 1_000_000_000L;

    private final MqttDoorParts parts;
    private final MqttTransport transport;
    private final MqttReader reader;
    private final Holds holds;
    private final MqttLink link;
    private final Runnable gone;
    private final AtomicInteger backlog = new AtomicInteger();
    private List<Heard> early;
    private Connect connect;
    private Caller caller;
    private long heardNanos;
    private long patienceNanos;
    private boolean closed;
    /** Broker's thread. */
    private Client client;
    /** Broker's thread: it was turned away, or is gone. */
    private boolean over;

    /** @param gone told once that the connection is no more */
    MqttConnection(MqttDoorParts parts, MqttTransport transport, Runnable gone) {
        this.parts = parts;
        this.transport = transport;
        this.gone = gone;
        this.reader = MqttReader.ofServer(parts.limits().maxPacketBytes());
        this.holds = new Holds(transport::read);
        this.link = new MqttLink(parts.node(), transport, holds, parts.limits().maxUnsentBytes(), () -> parts.node()
                .tell(broker -> writable()));
        this.heardNanos = parts.clock().nanos();
        this.patienceNanos = parts.limits().connectTimeout().toNanos();
    }

    private void writable() {
        if (client != null) {
            client.writable();
        }
    }

    /** Bytes came; the array is the caller's again afterwards. */
    void bytes(byte[] bytes, int from, int length) {
        if (closed) {
            return;
        }
        reader.feed(bytes, from, length);
        List<Heard> heard = null;
        Heard next;
        while ((next = reader.next()) != null) {
            if (connect == null) {
                first(next);
            } else {
                heard = heard == null ? new ArrayList<>() : heard;
                heard.add(next);
            }
        }
        if (heard != null) {
            // [MQTT-3.1.2-22] counts packets: bytes that never become one are no sign of life.
            heardNanos = parts.clock().nanos();
            hand(heard);
        }
    }

    private void hand(List<Heard> heard) {
        if (early != null) {
            early.addAll(heard);
            return;
        }
        if (backlog.incrementAndGet() == MAX_BACKLOG) {
            holds.hold(Holds.BACKLOG);
        }
        parts.node().tell(broker -> {
            hear(heard);
            if (backlog.decrementAndGet() == MAX_BACKLOG / 2) {
                holds.release(Holds.BACKLOG);
            }
        });
    }

    private void hear(List<Heard> heard) {
        for (Heard each : heard) {
            if (client == null) {
                return;
            }
            if (each instanceof Malformed malformed) {
                client.malformed(malformed);
            } else {
                client.heard((Packet) each);
            }
        }
    }

    private void first(Heard heard) {
        if (heard instanceof Connect asks) {
            connect = asks;
            early = new ArrayList<>();
            holds.hold(Holds.ADMISSION);
            parts.admission().admit(asks, transport.ip()).onComplete(this::admitted, this::refused);
        } else if (heard instanceof Malformed malformed) {
            parts.metrics().malformed(malformed.reason());
            if (malformed.answer() != null) {
                say(MqttWriter.write(ConnAck.refused(malformed.reason(), malformed.why()), malformed.answer()));
            }
            close();
        }
    }

    private void refused(Throwable failure) {
        MqttAdmission.No no = MqttAdmission.explain(failure);
        parts.metrics().refused("connect", no.reason());
        say(MqttWriter.write(ConnAck.refused(no.reason(), no.why()), connect.version()));
        close();
    }

    private void say(byte[] packet) {
        ByteBuf bytes = transport.buffer(packet.length).writeBytes(packet);
        transport.write(bytes, () -> {});
    }

    private void admitted(Caller who) {
        if (closed) {
            return;
        }
        caller = who;
        int keepAlive = parts.keepAliveSeconds(connect);
        // [MQTT-3.1.2-22]: one and a half times.
        patienceNanos = keepAlive * NANOS_PER_S * 3 / 2;
        heardNanos = parts.clock().nanos();
        List<Heard> waited = early;
        early = null;
        parts.node().tell(broker -> enter(broker, who));
        if (!waited.isEmpty()) {
            hand(waited);
        }
        holds.release(Holds.ADMISSION);
    }

    private void enter(Broker broker, Caller who) {
        if (!over) {
            client = broker.connect(link, connect, new Who(who.identity(), who.ip(), connect.clientId()));
        }
    }

    /** Closes who is silent for too long, or nobody any more; called several times a second. */
    void sweep(long nowNanos, long nowMsc) {
        if (closed || early != null) {
            return;
        }
        if (holds.any()) {
            // It is we who do not read: that is no silence of the client.
            heardNanos = nowNanos;
        }
        if (patienceNanos > 0 && nowNanos - heardNanos > patienceNanos) {
            if (caller == null) {
                close();
            } else {
                end(ReasonCode.KEEP_ALIVE_TIMEOUT, "nothing came for one and a half times the keep alive");
            }
        } else if (caller != null && caller.identity().isExpired(nowMsc)) {
            end(ReasonCode.NOT_AUTHORIZED, "the credential has expired: connect with a new one");
        }
    }

    /** Who it is; null while that is not known. */
    Caller caller() {
        return caller;
    }

    /** Closes with a reason. */
    void end(ReasonCode reason, String why) {
        if (caller == null) {
            close();
        } else {
            parts.node().tell(broker -> {
                if (client != null) {
                    client.end(reason, why);
                }
            });
        }
    }

    private void close() {
        transport.close();
    }

    /** The connection is no more. */
    void lost() {
        if (!closed) {
            closed = true;
            gone.run();
            parts.node().tell(broker -> {
                over = true;
                if (client != null) {
                    client.lost();
                }
            });
        }
    }
}
