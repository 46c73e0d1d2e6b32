package io.tickwire.bench.mqtt;

import java.util.Arrays;

/**
 * Finds MQTT packets in what TCP brings and shows them in place: with a full client the load generator would be measured.
 * One thread.
 */
final class PacketCutter {
    private static final int MAX_LENGTH_BYTES = 4;

    private final Eye eye;
    private byte[] rest = {};

    /** Looks at a packet. */
    @FunctionalInterface
    interface Eye {

        /**
         * @param start where the packet begins
         * @param body where it begins behind its fixed header
         * @param end behind it
         */
        void see(byte[] bytes, int start, int body, int end);
    }

    PacketCutter(Eye eye) {
        this.eye = eye;
    }

    /** @throws IllegalArgumentException when these are no packets */
    void feed(byte[] chunk) {
        byte[] bytes = chunk;
        if (rest.length > 0) {
            bytes = Arrays.copyOf(rest, rest.length + chunk.length);
            System.arraycopy(chunk, 0, bytes, rest.length, chunk.length);
        }
        int at = packets(bytes);
        rest = at == 0 ? bytes : Arrays.copyOfRange(bytes, at, bytes.length);
    }

    /** Where the first packet begins that is not whole. */
    private int packets(byte[] bytes) {
        int at = 0;
        while (true) {
            int body = behindLength(bytes, at + 1);
            if (body < 0) {
                return at;
            }
            int end = body + number(bytes, at + 1);
            if (end > bytes.length) {
                return at;
            }
            eye.see(bytes, at, body, end);
            at = end;
        }
    }

    /** Behind the variable byte integer that begins there; -1 while it is not whole. MQTT 5.0 §1.5.5. */
    static int behindLength(byte[] bytes, int from) {
        for (int at = from; at < bytes.length; at++) {
            if (bytes[at] >= 0) {
                return at + 1;
            }
            if (at - from == MAX_LENGTH_BYTES - 1) {
                throw new IllegalArgumentException("a length of more than four bytes");
            }
        }
        return -1;
    }

    /** The variable byte integer that begins there, which is whole. */
    static int number(byte[] bytes, int from) {
        int value = 0;
        int at = from;
        for (int shift = 0; ; shift += 7) {
            value |= (bytes[at] & 0x7F) << shift;
            if (bytes[at++] >= 0) {
                return value;
            }
        }
    }

    static int u16(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
    }
}
