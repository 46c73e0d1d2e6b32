package io.tickwire.it.frames;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A WebSocket client on a bare socket: sends any bytes, and keeps a record of what the server says, to its last byte. */
final class FramePeer implements AutoCloseable {
    private static final long PATIENCE_MS = 5_000;
    private static final String HANDSHAKE =
            "GET %s HTTP/1.1\r\nHost: %s\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";

    private final Socket socket = new Socket();
    private final DataInputStream in;
    private final OutputStream out;
    private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
    private ByteArrayOutputStream message;
    private int messageOpcode;

    /** Shakes hands. */
    FramePeer(String wsUrl) throws IOException {
        this(wsUrl, new byte[0]);
    }

    /** @param inTheSameSegment what is sent behind the handshake without waiting for an answer */
    FramePeer(String wsUrl, byte[] inTheSameSegment) throws IOException {
        URI url = URI.create(wsUrl);
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(url.getHost(), url.getPort()));
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16));
        out = socket.getOutputStream();
        String path = url.getPath().isEmpty() ? "/" : url.getPath();
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        head.writeBytes(HANDSHAKE.formatted(path, url.getAuthority()).getBytes(StandardCharsets.US_ASCII));
        head.writeBytes(inTheSameSegment);
        out.write(head.toByteArray());
        StringBuilder answer = new StringBuilder();
        while (answer.indexOf("\r\n\r\n") < 0) {
            answer.append((char) in.readUnsignedByte());
        }
        if (!answer.toString().startsWith("HTTP/1.1 101")) {
            throw new IOException(answer.toString());
        }
        Thread reader = new Thread(this::read, "frame peer");
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try {
            while (true) {
                frame();
            }
        } catch (EOFException end) {
            heard.add(Heard.end());
        } catch (IOException reset) {
            heard.add(Heard.fault(reset.getMessage()));
        }
    }

    private void frame() throws IOException {
        int first = in.readUnsignedByte();
        int second = in.readUnsignedByte();
        int shortest = second & 0x7F;
        long length = shortest == 126 ? in.readUnsignedShort() : shortest == 127 ? in.readLong() : shortest;
        byte[] payload = new byte[Math.toIntExact(length)];
        in.readFully(payload);
        int opcode = first & 0x0F;
        boolean fin = (first & 0x80) != 0;
        if ((first & 0x70) != 0 || (second & 0x80) != 0 || opcode >= 8 && (!fin || length > 125)) {
            heard.add(Heard.fault("frame " + Integer.toHexString(first) + " " + Integer.toHexString(second)));
        } else if (opcode >= 8) {
            heard.add(Heard.control(opcode, payload));
        } else {
            data(opcode, fin, payload);
        }
    }

    private void data(int opcode, boolean fin, byte[] payload) {
        if (opcode == 0 == (message == null)) {
            heard.add(Heard.fault("continuation of nothing, or a message inside another"));
            return;
        }
        if (message == null) {
            message = new ByteArrayOutputStream();
            messageOpcode = opcode;
        }
        message.writeBytes(payload);
        if (fin) {
            heard.add(Heard.message(messageOpcode == 1, message.toByteArray()));
            message = null;
        }
    }

    /** Sends bytes in pieces of at most {@code chop}; 0 sends them at once. Tells whether the server still takes them. */
    boolean send(byte[] bytes, int chop) {
        try {
            int step = chop == 0 ? Math.max(1, bytes.length) : chop;
            for (int from = 0; from < bytes.length; from += step) {
                out.write(bytes, from, Math.min(step, bytes.length - from));
                out.flush();
            }
            return true;
        } catch (IOException closed) {
            return false;
        }
    }

    /** What the server says next. */
    Heard next() {
        Heard next = next(PATIENCE_MS);
        return next == null ? Heard.fault("silence") : next;
    }

    /** What the server says within this time, or null. */
    Heard next(long ms) {
        try {
            return heard.poll(ms, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Gone without a word. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
