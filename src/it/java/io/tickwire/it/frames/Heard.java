package io.tickwire.it.frames;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32;

/** One thing that a server said, in a form that can be compared and read. */
record Heard(Kind kind, String what) {
    private static final int READABLE = 140;

    enum Kind {
        TEXT,
        BINARY,
        PING,
        PONG,
        CLOSE,
        /** The server closed the TCP connection. */
        END,
        /** The server did what no server may, or nothing. */
        FAULT
    }

    static Heard message(boolean text, byte[] payload) {
        return new Heard(text ? Kind.TEXT : Kind.BINARY, digest(payload));
    }

    static Heard pong(String payload) {
        return control(10, payload.getBytes(StandardCharsets.UTF_8));
    }

    static Heard pong(byte[] payload) {
        return control(10, payload);
    }

    static Heard close(int code) {
        return new Heard(Kind.CLOSE, Integer.toString(code));
    }

    static Heard end() {
        return new Heard(Kind.END, "");
    }

    static Heard fault(String what) {
        return new Heard(Kind.FAULT, what);
    }

    static Heard control(int opcode, byte[] payload) {
        return switch (opcode) {
            case 8 ->
                payload.length < 2
                        ? new Heard(Kind.CLOSE, "without a code")
                        : close((payload[0] & 0xFF) << 8 | payload[1] & 0xFF);
            case 9 -> new Heard(Kind.PING, digest(payload));
            case 10 -> new Heard(Kind.PONG, digest(payload));
            default -> fault("opcode " + opcode);
        };
    }

    private static String digest(byte[] payload) {
        if (payload.length <= READABLE) {
            return HexFormat.of().formatHex(payload);
        }
        CRC32 sum = new CRC32();
        sum.update(payload);
        return payload.length + " bytes, crc " + Long.toHexString(sum.getValue()) + ", from "
                + HexFormat.of().formatHex(Arrays.copyOf(payload, 4));
    }
}
