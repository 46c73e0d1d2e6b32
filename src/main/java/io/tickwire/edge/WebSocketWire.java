package io.tickwire.edge;

import io.tickwire.protocol.CloseCode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;

/** A {@link Wire} over a Vert.x WebSocket. A failed write means that the peer is gone; the close handler tells so. */
public final class WebSocketWire implements Wire {
    private static final Buffer PING = Buffer.buffer("tw");

    private final ServerWebSocket socket;
    private boolean closing;

    public WebSocketWire(ServerWebSocket socket) {
        this.socket = socket;
    }

    @Override
    public void send(String text) {
        if (!closing && !socket.isClosed()) {
            socket.writeTextMessage(text);
        }
    }

    @Override
    public void send(byte[] bytes) {
        if (!closing && !socket.isClosed()) {
            socket.writeBinaryMessage(Buffer.buffer(bytes));
        }
    }

    @Override
    public void ping() {
        if (!closing && !socket.isClosed()) {
            socket.writePing(PING);
        }
    }

    @Override
    public boolean writable() {
        return !socket.writeQueueFull();
    }

    @Override
    public void close(CloseCode code, String reason) {
        if (!closing && !socket.isClosed()) {
            closing = true;
            socket.close(code.code(), reason);
        }
    }
}
