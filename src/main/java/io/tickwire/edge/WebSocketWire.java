package io.tickwire.edge;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.tickwire.edge.frames.Received.Part;
import io.tickwire.protocol.CloseCode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrameType;
import io.vertx.core.http.impl.ws.WebSocketFrameImpl;
import io.vertx.core.internal.http.WebSocketInternal;
import java.util.concurrent.TimeUnit;

/** A {@link Wire} over a Vert.x WebSocket. A failed write means that the peer is gone; the close handler tells so. */
public final class WebSocketWire implements Wire {
    private static final Buffer PING = Buffer.buffer("tw");
    private static final long GOODBYE_SECONDS = 2;

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
    public void send(Part part) {
        if (!closing && !socket.isClosed()) {
            socket.writeFrame(new WebSocketFrameImpl(type(part), Unpooled.wrappedBuffer(part.payload()), part.last()));
        }
    }

    private static WebSocketFrameType type(Part part) {
        if (!part.first()) {
            return WebSocketFrameType.CONTINUATION;
        }
        return part.text() ? WebSocketFrameType.TEXT : WebSocketFrameType.BINARY;
    }

    @Override
    public void ping() {
        if (!closing && !socket.isClosed()) {
            socket.writePing(PING);
        }
    }

    /** A peer that does not read never gets to our close frame: it does not keep its socket and our memory for that. */
    private void hangUpLater() {
        ChannelHandlerContext channel = ((WebSocketInternal) socket).channelHandlerContext();
        channel.executor().schedule(() -> channel.close(), GOODBYE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public boolean writable() {
        // A closed socket throws instead of answering, and it may be closed before its handler has run.
        return !closing && !socket.isClosed() && !socket.writeQueueFull();
    }

    @Override
    public void close(CloseCode code, String reason) {
        if (!closing && !socket.isClosed()) {
            closing = true;
            socket.close(code.code(), reason);
            hangUpLater();
        }
    }
}
