package io.tickwire.edge.inference;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client of the inference socket by hand: bytes as they are, plain text or WebSocket frames. */
public final class RawPeer implements AutoCloseable {
    private static final int KEY = 0x12_34_56_78;
    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;

    public RawPeer(int port) throws IOException {
        this(port, 65_536);
    }

    /** @param window the receive window; a small one shows soon that nobody reads */
    public RawPeer(int port, int window) throws IOException {
        this(new Socket(), port, window);
    }

    /** @param unconnected a socket of any kind */
    public RawPeer(Socket unconnected, int port, int window) throws IOException {
        socket = unconnected;
        socket.setReceiveBufferSize(window);
        socket.setSoTimeout(10_000);
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress("127.0.0.1", port));
        in = new DataInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    public RawPeer send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public RawPeer send(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
        return this;
    }

    /** Each byte in a write of its own. */
    public RawPeer sendByByte(String text) throws IOException {
        for (byte each : text.getBytes(StandardCharsets.ISO_8859_1)) {
            out.write(each);
            out.flush();
        }
        return this;
    }

    /** Exactly so many bytes. */
    public String read(int count) throws IOException {
        byte[] bytes = new byte[count];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** What comes in one read of this size, as a client with a small buffer sees it. */
    public String readAtMost(int count) throws IOException {
        byte[] bytes = new byte[count];
        int read = in.read(bytes);
        return new String(bytes, 0, Math.max(0, read), StandardCharsets.ISO_8859_1);
    }

    /** Everything up to the end of the stream. */
    public String readAll() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        in.transferTo(all);
        return all.toString(StandardCharsets.ISO_8859_1);
    }

    /** Sends no more, and reads everything that still comes. */
    public String finish() throws IOException {
        socket.shutdownOutput();
        return readAll();
    }

    /** Shakes hands as a WebSocket client; the head of the answer. */
    public String upgrade(String path, String... headers) throws IOException {
        send("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:8989\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
                + (headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n") + "\r\n");
        return head();
    }

    /** The head of an HTTP answer. */
    public String head() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        return head.toString();
    }

    /** A masked frame as a client sends it (RFC 6455 §5.2). */
    public static byte[] frame(int opcode, boolean last, byte[] payload) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(last ? 0x80 | opcode : opcode);
        if (payload.length < 126) {
            frame.write(0x80 | payload.length);
        } else if (payload.length <= 0xFFFF) {
            frame.write(0x80 | 126);
            frame.write(payload.length >> 8);
            frame.write(payload.length);
        } else {
            frame.write(0x80 | 127);
            for (int shift = 56; shift >= 0; shift -= 8) {
                frame.write((int) ((long) payload.length >> shift));
            }
        }
        for (int shift = 24; shift >= 0; shift -= 8) {
            frame.write(KEY >> shift);
        }
        for (int i = 0; i < payload.length; i++) {
            frame.write(payload[i] ^ KEY >> 24 - 8 * (i % 4));
        }
        return frame.toByteArray();
    }

    public RawPeer text(String text) throws IOException {
        return send(frame(1, true, text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    public RawPeer binary(String text) throws IOException {
        return send(frame(2, true, text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    /** One message in frames of this size. */
    public RawPeer fragmented(String text, int size) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        for (int at = 0; at < bytes.length; at += size) {
            int to = Math.min(bytes.length, at + size);
            send(frame(at == 0 ? 1 : 0, to == bytes.length, java.util.Arrays.copyOfRange(bytes, at, to)));
        }
        return this;
    }

    /** The next frame, with its first byte in hexadecimal: {@code 81 buy}. */
    public String nextFrame() throws IOException {
        int first = in.readUnsignedByte();
        int length = in.readUnsignedByte();
        byte[] payload = new byte[length == 126 ? in.readUnsignedShort() : length];
        in.readFully(payload);
        if ((first & 0x0F) == 8) {
            return "88 " + ((payload[0] & 0xFF) << 8 | payload[1] & 0xFF) + " "
                    + new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8);
        }
        return Integer.toHexString(first) + " " + new String(payload, StandardCharsets.ISO_8859_1);
    }

    /** Whether the other side has ended its stream or reset it. */
    public boolean isOver() throws IOException {
        try {
            return in.read() < 0;
        } catch (java.net.SocketTimeoutException stillThere) {
            return false;
        } catch (java.net.SocketException reset) {
            return true;
        }
    }

    public OutputStream out() {
        return out;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
