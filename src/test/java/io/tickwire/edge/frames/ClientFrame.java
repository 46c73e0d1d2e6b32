package io.tickwire.edge.frames;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The bytes of a frame as a client may send it, or may not. */
public record ClientFrame(boolean fin, int reserved, int opcode, boolean masked, byte[] payload) {
    public static final int CONTINUATION = 0;
    public static final int TEXT = 1;
    public static final int BINARY = 2;
    public static final int CLOSE = 8;
    public static final int PING = 9;
    public static final int PONG = 10;
    private static final byte[] KEY = {(byte) 0x37, (byte) 0xFA, 0x21, (byte) 0x3D};

    public static ClientFrame of(int opcode, byte[] payload) {
        return new ClientFrame(true, 0, opcode, true, payload);
    }

    public static ClientFrame of(int opcode, String payload) {
        return of(opcode, payload.getBytes(StandardCharsets.UTF_8));
    }

    public static ClientFrame text(String payload) {
        return of(TEXT, payload);
    }

    public static ClientFrame close(int code, String reason) {
        return close(code, reason.getBytes(StandardCharsets.UTF_8));
    }

    public static ClientFrame close(int code, byte[] reason) {
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        payload.write(code >> 8);
        payload.write(code);
        payload.writeBytes(reason);
        return of(CLOSE, payload.toByteArray());
    }

    /** Not the last of its message. */
    public ClientFrame open() {
        return new ClientFrame(false, reserved, opcode, masked, payload);
    }

    public ClientFrame reserved(int bits) {
        return new ClientFrame(fin, bits, opcode, masked, payload);
    }

    public ClientFrame unmasked() {
        return new ClientFrame(fin, reserved, opcode, false, payload);
    }

    public byte[] bytes() {
        int length = payload.length;
        return bytes(length < 126 ? 0 : length < 65_536 ? 2 : 8);
    }

    /** @param lengthBytes how many bytes behind the second carry the length: 0, 2 or 8 */
    public byte[] bytes(int lengthBytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(payload.length + 14);
        out.write((fin ? 0x80 : 0) | reserved << 4 | opcode);
        int mask = masked ? 0x80 : 0;
        out.write(mask | (lengthBytes == 0 ? payload.length : lengthBytes == 2 ? 126 : 127));
        for (int i = lengthBytes - 1; i >= 0; i--) {
            out.write((int) ((long) payload.length >>> 8 * i));
        }
        if (!masked) {
            out.writeBytes(payload);
            return out.toByteArray();
        }
        out.writeBytes(KEY);
        byte[] hidden = new byte[payload.length];
        for (int i = 0; i < hidden.length; i++) {
            hidden[i] = (byte) (payload[i] ^ KEY[i % KEY.length]);
        }
        out.writeBytes(hidden);
        return out.toByteArray();
    }
}
