package io.tickwire.protocol.mqtt;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads the data types of MQTT 5.0 §1.5 one after the other, and never past the end. Owner: one thread. */
final class ByteCursor {
    private static final int VARINT_BYTES = 4;

    private final byte[] bytes;
    private int at;
    private int end;

    ByteCursor(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.at = from;
        this.end = to;
    }

    int remaining() {
        return end - at;
    }

    /** Nothing is left. */
    void end() throws Refused {
        Refused.malformedIf(at < end, "§4.13.1 the packet goes on behind its last field");
    }

    private int advance(int count) throws Refused {
        Refused.malformedIf(count > end - at, "§4.13.1 the packet ends inside of a field");
        int from = at;
        at += count;
        return from;
    }

    int u8() throws Refused {
        return bytes[advance(1)] & 0xFF;
    }

    int u16() throws Refused {
        int from = advance(2);
        return (bytes[from] & 0xFF) << 8 | bytes[from + 1] & 0xFF;
    }

    long u32() throws Refused {
        return (long) u16() << 16 | u16();
    }

    /** Variable byte integer, §1.5.5. */
    int varint() throws Refused {
        int value = 0;
        for (int i = 0; i < VARINT_BYTES; i++) {
            int next = u8();
            value |= (next & 0x7F) << 7 * i;
            if (next < 0x80) {
                Refused.malformedIf(next == 0 && i > 0, "[MQTT-1.5.5-1] a length is written in as few bytes as can be");
                return value;
            }
        }
        throw new Refused(ReasonCode.MALFORMED_PACKET, "§1.5.5 a length has at most four bytes");
    }

    int packetId() throws Refused {
        int id = u16();
        // 3.1.1: [MQTT-2.3.1-1]
        Refused.protocolErrorIf(id == 0, "[MQTT-2.2.1-3] a packet identifier is not 0");
        return id;
    }

    /** UTF-8 encoded string, §1.5.4. A byte order mark is a character like any other, [MQTT-1.5.4-3]. */
    String text() throws Refused {
        int length = u16();
        int from = advance(length);
        int bits = 0;
        for (int i = from; i < at; i++) {
            // 3.1.1: [MQTT-1.5.3-2]
            Refused.malformedIf(bytes[i] == 0, "[MQTT-1.5.4-2] a string has no U+0000");
            bits |= bytes[i];
        }
        if (bits >= 0) {
            return new String(bytes, from, length, StandardCharsets.ISO_8859_1);
        }
        // 3.1.1: [MQTT-1.5.3-1]
        Refused.malformedIf(!Utf8.isValid(bytes, from, length), "[MQTT-1.5.4-1] a string is well-formed UTF-8");
        return new String(bytes, from, length, StandardCharsets.UTF_8);
    }

    /** Binary data, §1.5.6; a copy. */
    byte[] binary() throws Refused {
        int length = u16();
        int from = advance(length);
        return Arrays.copyOfRange(bytes, from, from + length);
    }

    /** All that is left; a copy. */
    byte[] rest() {
        int from = at;
        at = end;
        return Arrays.copyOfRange(bytes, from, end);
    }

    /** Ends earlier for a while. Returns what {@link #widen} wants. */
    int narrow(int length) throws Refused {
        Refused.malformedIf(length > end - at, "§2.2.2.1 the properties end behind the packet");
        int outer = end;
        end = at + length;
        return outer;
    }

    void widen(int outer) {
        end = outer;
    }
}
