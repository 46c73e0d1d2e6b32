package io.tickwire.edge;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A terminal on a bare socket: it answers no ping, reads only when told to, and may say anything. */
final class RawTerminal implements AutoCloseable {
    private static final int TIMEOUT_MS = 10_000;
    private static final int SMALL_BUFFER = 4096;
    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;

    private final Socket socket = new Socket();
    private final DataInputStream in;
    private final OutputStream out;

    /** How the other side closed. */
    record Closed(int code, String reason) {}

    RawTerminal(int port) {
        try {
            socket.setReceiveBufferSize(SMALL_BUFFER);
            socket.setSoTimeout(TIMEOUT_MS);
            socket.connect(new InetSocketAddress("127.0.0.1", port), TIMEOUT_MS);
            in = new DataInputStream(socket.getInputStream());
            out = socket.getOutputStream();
            out.write(("GET /terminal/ws HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
                head.write(in.readByte());
            }
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    void text(byte[] payload) {
        frame(TEXT, payload);
    }

    void text(String payload) {
        text(payload.getBytes(StandardCharsets.UTF_8));
    }

    /** A sign of life. */
    void pong() {
        frame(PONG, new byte[0]);
    }

    private void frame(int opcode, byte[] payload) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(0x80 | opcode);
        if (payload.length < 126) {
            frame.write(0x80 | payload.length);
        } else {
            frame.write(0x80 | 126);
            frame.write(payload.length >> 8);
            frame.write(payload.length);
        }
        // A mask of zeros leaves the payload as it is.
        frame.writeBytes(new byte[4]);
        frame.writeBytes(payload);
        try {
            out.write(frame.toByteArray());
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** The next text, over pings. */
    String readText() {
        return (String) read(TEXT);
    }

    /** Waits for a ping and does not answer it. */
    void readPing() {
        read(PING);
    }

    /** Reads on until the other side closes. */
    Closed readClose() {
        return (Closed) read(CLOSE);
    }

    private Object read(int wanted) {
        try {
            long deadline = System.nanoTime() + TIMEOUT_MS * 1_000_000L;
            while (System.nanoTime() < deadline) {
                int opcode = in.readUnsignedByte() & 0xF;
                int length = in.readUnsignedByte();
                byte[] payload = new byte[length == 126 ? in.readUnsignedShort() : length];
                in.readFully(payload);
                if (opcode == CLOSE) {
                    int code = (payload[0] & 0xFF) << 8 | payload[1] & 0xFF;
                    return new Closed(code, new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8));
                }
                if (opcode == wanted) {
                    return new String(payload, StandardCharsets.UTF_8);
                }
            }
            throw new IllegalStateException("frames came, but none of opcode " + wanted);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
