package io.tickwire.bench.mqtt;

import io.tickwire.ops.Clock;
import io.tickwire.protocol.mqtt.MqttVersion;
import java.nio.ByteBuffer;
import java.util.function.IntConsumer;

/** Takes messages, tells the tally whose they are, and acknowledges them. Owner: the load's context. */
final class Subscriber {
    private static final int PUBLISH = 3;
    private static final int PUBREL = 6;
    private static final int PUBACK_BYTE = 0x40;
    private static final int PUBREC_BYTE = 0x50;
    private static final int PUBCOMP_BYTE = 0x70;

    private final int number;
    private final int qos;
    private final boolean v5;
    private final Clock clock;
    private final IntConsumer whole;
    private PacketOut out;
    private MqttTally tally;

    /** @param whole is told its publisher's number when a delivery was the last that a message waited for */
    Subscriber(int number, MqttCase load, Clock clock, IntConsumer whole) {
        this.number = number;
        this.qos = load.qos();
        this.v5 = load.version() == MqttVersion.V5;
        this.clock = clock;
        this.whole = whole;
    }

    void opened(PacketOut connected) {
        out = connected;
    }

    void begin(MqttTally counts) {
        tally = counts;
    }

    /** What the server says to a subscriber. */
    void see(byte[] bytes, int start, int body, int end) {
        int type = (bytes[start] & 0xFF) >> 4;
        if (type == PUBLISH) {
            delivered(bytes, start, body, end);
        } else if (type == PUBREL) {
            out.acknowledge(PUBCOMP_BYTE, PacketCutter.u16(bytes, body));
        } else {
            tally.failed("a subscriber got a packet of type " + type);
        }
    }

    private void delivered(byte[] bytes, int start, int body, int end) {
        int level = bytes[start] >> 1 & 3;
        int at = body + 2 + PacketCutter.u16(bytes, body);
        int id = 0;
        if (level > 0) {
            id = PacketCutter.u16(bytes, at);
            at += 2;
        }
        if (v5) {
            at = PacketCutter.behindLength(bytes, at) + PacketCutter.number(bytes, at);
        }
        if (level != qos || end - at < Publisher.STAMP_BYTES) {
            tally.failed("a message with QoS " + level + " and " + (end - at) + " bytes");
        } else {
            stamped(ByteBuffer.wrap(bytes, at, Publisher.STAMP_BYTES));
        }
        if (level > 0) {
            out.acknowledge(level == 1 ? PUBACK_BYTE : PUBREC_BYTE, id);
        }
    }

    private void stamped(ByteBuffer stamp) {
        int publisher = stamp.getInt();
        if (tally.delivered(number, publisher, stamp.getLong(), clock.nanos())) {
            whole.accept(publisher);
        }
    }
}
