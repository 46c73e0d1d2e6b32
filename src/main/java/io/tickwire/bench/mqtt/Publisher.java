package io.tickwire.bench.mqtt;

import io.tickwire.ops.Clock;
import io.tickwire.protocol.mqtt.MessageProperties;
import io.tickwire.protocol.mqtt.MqttVersion;
import io.tickwire.protocol.mqtt.PublishImage;
import io.tickwire.protocol.mqtt.ReasonCode;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Publishes messages that carry their number, and takes their acknowledgements. What the server does not take yet
 * ([MQTT-3.3.4-9]) waits, and is late. Owner: the load's context.
 */
final class Publisher {
    /** PUBREL, with the flags that §3.6.1 wants. */
    private static final int PUBREL = 0x62;

    private static final int PUBACK = 4;
    private static final int PUBREC = 5;
    private static final int PUBCOMP = 7;
    private static final int MAX_PACKET_ID = 65_535;
    private static final int MAX_IN_FLIGHT = 1024;
    private static final int FAILURE = 0x80;
    private static final long FREE = -1;
    /** Number of the publisher and of the message. */
    static final int STAMP_BYTES = Integer.BYTES + Long.BYTES;

    private final int number;
    private final int qos;
    private final Clock clock;
    private final PublishImage image;
    private final byte[] packet;
    private final ByteBuffer stamp;
    private final IntConsumer whole;
    private final long[] seqOf = new long[MAX_PACKET_ID + 1];
    private final ArrayDeque<Long> waiting = new ArrayDeque<>();
    private PacketOut out;
    private MqttTally tally;
    private int receiveMaximum;
    private int inFlight;
    private int lastId;

    /** @param whole is told the publisher's number when an acknowledgement was the last that a message waited for */
    Publisher(int number, MqttCase load, Clock clock, IntConsumer whole) {
        this.number = number;
        this.qos = load.qos();
        this.clock = clock;
        this.whole = whole;
        byte[] payload = new byte[load.payloadBytes()];
        Arrays.fill(payload, (byte) 'x');
        this.image = image(load.version(), topic(number), payload);
        this.packet = new byte[image.length()];
        this.stamp = ByteBuffer.wrap(packet, packet.length - payload.length, STAMP_BYTES);
        Arrays.fill(seqOf, FREE);
    }

    static String topic(int number) {
        return "bench/" + number;
    }

    private PublishImage image(MqttVersion version, String topic, byte[] payload) {
        return PublishImage.of(version, qos, false, topic, 0, payload, MessageProperties.NONE, List.of());
    }

    /** @param granted Receive Maximum of the server */
    void opened(PacketOut connected, int granted) {
        out = connected;
        receiveMaximum = Math.min(granted, MAX_IN_FLIGHT);
    }

    void begin(MqttTally counts) {
        tally = counts;
    }

    void send(long intendedNanos) {
        if (qos > 0 && inFlight == receiveMaximum) {
            waiting.add(intendedNanos);
        } else {
            publish(intendedNanos);
        }
    }

    private void publish(long intendedNanos) {
        long seq = tally.sent(number, intendedNanos, clock.nanos());
        image.copyTo(packet, 0, qos > 0 ? packetId(seq) : 0, false, 0);
        stamp.mark().putInt(number).putLong(seq).reset();
        out.write(packet);
    }

    private int packetId(long seq) {
        do {
            lastId = lastId % MAX_PACKET_ID + 1;
        } while (seqOf[lastId] != FREE);
        seqOf[lastId] = seq;
        inFlight++;
        return lastId;
    }

    /** What the server says to a publisher. */
    void see(byte[] bytes, int start, int body, int end) {
        int type = (bytes[start] & 0xFF) >> 4;
        int id = PacketCutter.u16(bytes, body);
        // MQTT 5.0: a third byte is the reason; without it, it was a success.
        int reason = end - body > 2 ? bytes[body + 2] & 0xFF : 0;
        if (type == PUBREC && reason < FAILURE) {
            refusedUnlessGood(reason);
            out.acknowledge(PUBREL, id);
        } else if (type == PUBACK || type == PUBREC || type == PUBCOMP) {
            refusedUnlessGood(reason);
            acknowledged(id);
        } else {
            tally.failed("a publisher got a packet of type " + type);
        }
    }

    private void refusedUnlessGood(int reason) {
        if (reason != 0) {
            tally.failed("a message was answered with " + ReasonCode.of(reason));
        }
    }

    private void acknowledged(int id) {
        long seq = seqOf[id];
        if (seq == FREE) {
            tally.failed("an acknowledgement of nothing");
            return;
        }
        seqOf[id] = FREE;
        inFlight--;
        if (!waiting.isEmpty()) {
            publish(waiting.poll());
        }
        if (tally.acknowledged(seq)) {
            whole.accept(number);
        }
    }

    /** Nothing waits for the server to take more. */
    boolean settled() {
        return waiting.isEmpty();
    }
}
