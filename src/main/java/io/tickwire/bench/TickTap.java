package io.tickwire.bench;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * A subscriber that does as little as it can: it finds the frames in what TCP brings, and looks at them in place. With a
 * full client the load generator would be measured. Owner: the load's context.
 */
final class TickTap {
    private static final int TEXT = 0x81;
    private static final int PING = 0x89;
    private static final int PONG = 0x8A;
    private static final int CLOSE = 0x88;
    private static final int SHORT = 126;
    private static final int LONG = 127;
    private static final byte[] HEAD_END = {'\r', '\n', '\r', '\n'};

    private final FrameEye eye;
    private final Consumer<String> broken;
    private final Promise<Void> upgraded = Promise.promise();
    private NetSocket socket;
    private byte[] rest = {};
    private boolean closing;

    /** Looks at a text frame: payload from {@code from} to {@code to}. */
    @FunctionalInterface
    interface FrameEye {
        void see(byte[] bytes, int from, int to);
    }

    private TickTap(FrameEye eye, Consumer<String> broken) {
        this.eye = eye;
        this.broken = broken;
    }

    static Future<TickTap> connect(NetClient client, String url, FrameEye eye, Consumer<String> broken) {
        URI uri = URI.create(url);
        TickTap tap = new TickTap(eye, broken);
        String path = uri.getPath().isEmpty() ? "/" : uri.getPath();
        return client.connect(uri.getPort(), uri.getHost())
                .compose(socket -> {
                    tap.socket = socket;
                    socket.handler(tap::read);
                    socket.closeHandler(v -> tap.closed());
                    socket.exceptionHandler(failure -> {});
                    socket.write("GET " + path + " HTTP/1.1\r\nHost: " + uri.getAuthority()
                            + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
                    return tap.upgraded.future();
                })
                .map(tap);
    }

    private void closed() {
        if (!closing) {
            broken.accept("closed by the server");
            upgraded.tryFail("closed by the server");
        }
    }

    private void read(Buffer chunk) {
        byte[] bytes = chunk.getBytes();
        if (rest.length > 0) {
            byte[] joined = new byte[rest.length + bytes.length];
            System.arraycopy(rest, 0, joined, 0, rest.length);
            System.arraycopy(bytes, 0, joined, rest.length, bytes.length);
            bytes = joined;
        }
        int at = upgraded.future().isComplete() ? 0 : head(bytes);
        if (at >= 0) {
            at = frames(bytes, at);
        }
        rest = at <= 0 ? bytes : Arrays.copyOfRange(bytes, at, bytes.length);
    }

    /** Where the frames begin, or -1 while the answer to the handshake is not whole. */
    private int head(byte[] bytes) {
        for (int i = 0; i + HEAD_END.length <= bytes.length; i++) {
            if (Arrays.equals(bytes, i, i + HEAD_END.length, HEAD_END, 0, HEAD_END.length)) {
                String status = new String(bytes, 0, Math.min(12, i), StandardCharsets.US_ASCII);
                if (status.endsWith(" 101")) {
                    upgraded.complete();
                } else {
                    broken.accept("no WebSocket: " + status);
                    upgraded.fail(status);
                }
                return i + HEAD_END.length;
            }
        }
        return -1;
    }

    /** Where the first frame begins that is not whole. */
    private int frames(byte[] bytes, int start) {
        int at = start;
        while (bytes.length - at >= 2) {
            int opcode = bytes[at] & 0xFF;
            int length = bytes[at + 1] & 0x7F;
            int payload = at + 2;
            if (length == SHORT) {
                payload += 2;
                if (bytes.length < payload) {
                    break;
                }
                length = (bytes[at + 2] & 0xFF) << 8 | bytes[at + 3] & 0xFF;
            } else if (length == LONG) {
                broken.accept("a frame over 64 KiB");
                return bytes.length;
            }
            if (bytes.length - payload < length) {
                break;
            }
            frame(opcode, bytes, payload, length);
            at = payload + length;
        }
        return at;
    }

    private void frame(int opcode, byte[] bytes, int from, int length) {
        switch (opcode) {
            case TEXT -> eye.see(bytes, from, from + length);
            case PING -> write(PONG, bytes, from, length);
            case CLOSE -> broken.accept("closed by the server");
            default -> broken.accept("frame of kind " + opcode);
        }
    }

    void send(String text) {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        write(TEXT, payload, 0, payload.length);
    }

    /** The mask is zero: the payload goes as it is. */
    private void write(int first, byte[] payload, int from, int length) {
        Buffer frame = Buffer.buffer(length + 8).appendByte((byte) first);
        if (length < SHORT) {
            frame.appendByte((byte) (0x80 | length));
        } else {
            frame.appendByte((byte) (0x80 | SHORT)).appendUnsignedShort(length);
        }
        socket.write(frame.appendInt(0).appendBytes(payload, from, length));
    }

    /** Reads no more. */
    void stall() {
        socket.pause();
    }

    Future<Void> close() {
        closing = true;
        return socket.close();
    }
}
