package io.tickwire.protocol.mqtt;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes the data types of MQTT 5.0 §1.5 one behind the other. Owner: one thread. */
final class ByteWriter {
    /** MQTT 5.0 §2.1.4. */
    private static final int MAX_REMAINING_LENGTH = 268_435_455;

    private static final int MAX_FIELD_BYTES = 65_535;

    private byte[] bytes;
    private int count;

    ByteWriter() {
        this(64);
    }

    /** @param room what it begins with; it grows */
    ByteWriter(int room) {
        bytes = new byte[room];
    }

    static int varintSize(int value) {
        return value < 1 << 7 ? 1 : value < 1 << 14 ? 2 : value < 1 << 21 ? 3 : 4;
    }

    /** Returns the position behind it. */
    static int putVarint(byte[] target, int at, int value) {
        int next = at;
        int rest = value;
        while (rest > 0x7F) {
            target[next++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        target[next++] = (byte) rest;
        return next;
    }

    static void putU16(byte[] target, int at, int value) {
        target[at] = (byte) (value >> 8);
        target[at + 1] = (byte) value;
    }

    static void putU32(byte[] target, int at, long value) {
        putU16(target, at, (int) (value >> 16));
        putU16(target, at + 2, (int) value);
    }

    /** UTF-8, which fits into a string of MQTT. */
    static byte[] utf8(String text) {
        return checked(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Bytes of a whole packet, MQTT 5.0 §2.1.4. */
    static int packetSize(long remaining) {
        if (remaining > MAX_REMAINING_LENGTH) {
            throw new IllegalArgumentException("§2.1.4 a packet of " + remaining + " bytes");
        }
        return 1 + varintSize((int) remaining) + (int) remaining;
    }

    private static byte[] checked(byte[] field) {
        if (field.length > MAX_FIELD_BYTES) {
            throw new IllegalArgumentException("§1.5.4 a field of " + field.length + " bytes, the most is 65535");
        }
        return field;
    }

    /** Makes room. The array may be another one behind it: it is not to be looked at before. */
    private int advance(int length) {
        int at = count;
        if (length > bytes.length - at) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(at, length), 2 * bytes.length));
        }
        count += length;
        return at;
    }

    ByteWriter u8(int value) {
        int at = advance(1);
        bytes[at] = (byte) value;
        return this;
    }

    ByteWriter u16(int value) {
        int at = advance(2);
        putU16(bytes, at, value);
        return this;
    }

    ByteWriter u32(long value) {
        int at = advance(4);
        putU32(bytes, at, value);
        return this;
    }

    ByteWriter varint(int value) {
        int at = advance(varintSize(value));
        putVarint(bytes, at, value);
        return this;
    }

    ByteWriter text(String text) {
        return binary(utf8(text));
    }

    /** With its length before it. */
    ByteWriter binary(byte[] field) {
        return u16(checked(field).length).raw(field);
    }

    ByteWriter raw(byte[] field) {
        int at = advance(field.length);
        System.arraycopy(field, 0, bytes, at, field.length);
        return this;
    }

    int count() {
        return count;
    }

    /** What was written; nothing more is. */
    byte[] toBytes() {
        return count == bytes.length ? bytes : Arrays.copyOf(bytes, count);
    }

    /** What was written, as the body of a packet. */
    byte[] toPacket(int firstByte) {
        byte[] packet = new byte[packetSize(count)];
        packet[0] = (byte) firstByte;
        System.arraycopy(bytes, 0, packet, putVarint(packet, 1, count), count);
        return packet;
    }
}
