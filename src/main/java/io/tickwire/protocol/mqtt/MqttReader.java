package io.tickwire.protocol.mqtt;

import java.util.Arrays;
import java.util.Objects;

/**
 * Cuts what a peer sends into packets and reads them; the bytes are not trusted. Owner: one thread.
 *
 * <p>Call {@link #feed} with what arrived and {@link #next} until it says null, before more is fed. The fed array is
 * read in place: it must not change until {@code next} has said null; then it is the caller's again, and nothing that
 * was read points into it. Only the beginning of a packet is kept from one array to the next, in memory that grows with
 * what has arrived and not with what was announced.
 */
public final class MqttReader {
    private static final byte[] NOTHING = {};
    /** What {@link #sizeOf} says as long as it cannot know. */
    private static final int UNKNOWN = -1;

    private static final int MAX_LENGTH_BYTES = 4;

    private final PacketOrder order;
    private final int maxPacketBytes;
    private byte[] fed = NOTHING;
    private int at;
    private int end;
    /** The beginning of a packet whose rest has not come. */
    private byte[] held = NOTHING;

    private int heldCount;
    private boolean failed;

    private MqttReader(PacketOrder order, int maxPacketBytes) {
        this.order = order;
        this.maxPacketBytes = maxPacketBytes;
    }

    /**
     * Reads what clients send to a server.
     *
     * @param maxPacketBytes of a whole packet with its header, as MQTT 5.0 §3.1.2.11.4 counts
     */
    public static MqttReader ofServer(int maxPacketBytes) {
        return new MqttReader(new PacketOrder(true, null), maxPacketBytes);
    }

    /** Reads what servers send to a client. */
    public static MqttReader ofClient(MqttVersion version, int maxPacketBytes) {
        return new MqttReader(new PacketOrder(false, version), maxPacketBytes);
    }

    /** What CONNECT told; null before it. */
    public MqttVersion version() {
        return order.version();
    }

    /** Memory that a packet under way takes. */
    public int heldBytes() {
        return held.length;
    }

    /** What arrived. What was fed before has been read: {@link #next} said null. */
    public void feed(byte[] bytes, int from, int length) {
        Objects.checkFromIndexSize(from, length, bytes.length);
        if (isDeaf()) {
            return;
        }
        if (at < end) {
            throw new IllegalStateException("what was fed before is not read yet: call next() until it says null");
        }
        fed = bytes;
        at = from;
        end = from + length;
    }

    /** The next packet, or why there is none; null = needs more bytes. After a Malformed and a DISCONNECT only null. */
    public Heard next() {
        if (isDeaf()) {
            return null;
        }
        Heard heard;
        try {
            heard = heldCount > 0 ? joined() : direct();
        } catch (Refused refused) {
            failed = true;
            heard = refused.malformed();
        }
        if (heard == null || isDeaf()) {
            letGo();
        }
        return heard;
    }

    private boolean isDeaf() {
        return failed || order.ended();
    }

    /** Nothing more is read of what was fed. */
    private void letGo() {
        fed = NOTHING;
        at = 0;
        end = 0;
        if (isDeaf()) {
            forget();
        }
    }

    private void forget() {
        held = NOTHING;
        heldCount = 0;
    }

    /** A packet straight out of what was fed. */
    private Packet direct() throws Refused {
        if (at == end) {
            return null;
        }
        int size = sizeOf(fed, at, end);
        if (size == UNKNOWN || size > end - at) {
            hold(end - at, size == UNKNOWN ? end - at : size);
            return null;
        }
        Packet packet = parse(fed, at, size);
        at += size;
        return packet;
    }

    /** A packet that began in what was fed earlier: as many bytes are added to it as it wants. */
    private Packet joined() throws Refused {
        while (at < end) {
            int size = sizeOf(held, 0, heldCount);
            int wanted = size == UNKNOWN ? heldCount + 1 : size;
            hold(Math.min(wanted - heldCount, end - at), wanted);
            if (sizeOf(held, 0, heldCount) == heldCount) {
                Packet packet = parse(held, 0, heldCount);
                forget();
                return packet;
            }
        }
        return null;
    }

    /** Keeps the next bytes, in room that at most doubles and is never larger than the packet. */
    private void hold(int count, int packetBytes) {
        int needed = heldCount + count;
        if (needed > held.length) {
            held = Arrays.copyOf(held, Math.min(Math.max(needed, 2 * held.length), packetBytes));
        }
        System.arraycopy(fed, at, held, heldCount, count);
        heldCount = needed;
        at += count;
    }

    /** Bytes of the packet that begins here, as its header has it, MQTT 5.0 §2.1.4; UNKNOWN = the header is cut off. */
    private int sizeOf(byte[] bytes, int from, int to) throws Refused {
        order.check(bytes[from]);
        int length = 0;
        for (int i = 1; i <= MAX_LENGTH_BYTES; i++) {
            if (from + i == to) {
                return UNKNOWN;
            }
            byte next = bytes[from + i];
            length |= (next & 0x7F) << 7 * (i - 1);
            if (next >= 0) {
                Refused.malformedIf(next == 0 && i > 1, "[MQTT-1.5.5-1] a length is written in as few bytes as can be");
                return checked(1 + i + length);
            }
        }
        throw new Refused(ReasonCode.MALFORMED_PACKET, "§1.5.5 a remaining length has at most four bytes");
    }

    private int checked(int size) throws Refused {
        if (size > maxPacketBytes) {
            throw new Refused(
                    ReasonCode.PACKET_TOO_LARGE,
                    "[MQTT-3.2.2-15] a packet of " + size + " bytes, the most is " + maxPacketBytes);
        }
        return size;
    }

    private Packet parse(byte[] bytes, int from, int size) throws Refused {
        int body = from + 1;
        while (bytes[body] < 0) {
            body++;
        }
        Packet packet = PacketParser.read(
                bytes[from], new ByteCursor(bytes, body + 1, from + size), order.version(), order.fromClient());
        order.follow(packet);
        return packet;
    }
}
