package io.tickwire.edge;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.tickwire.edge.frames.Deflation;
import io.tickwire.edge.frames.FrameHandler;
import io.tickwire.edge.frames.FrameWriter;
import io.tickwire.edge.frames.Received.Part;
import io.tickwire.protocol.CloseCode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.http.WebSocketInternal;
import java.util.concurrent.TimeUnit;

/** A {@link Wire} over a WebSocket. A failed write means that the peer is gone; the close handler tells so. */
public final class WebSocketWire implements Wire {
    private static final Buffer PING = Buffer.buffer("tw");
    private static final long GOODBYE_SECONDS = 2;

    private final ServerWebSocket socket;
    private final FrameHandler frames;
    private final Turn turn;
    private boolean closing;
    private boolean flushDue;

    WebSocketWire(ServerWebSocket socket, FrameHandler frames, Turn turn) {
        this.socket = socket;
        this.frames = frames;
        this.turn = turn;
    }

    @Override
    public void send(String text) {
        if (isOpen()) {
            send(FrameWriter.text(allocator(), text, deflation()));
        }
    }

    @Override
    public void send(Part part) {
        if (isOpen()) {
            frames.send(part);
            flushLater();
        }
    }

    @Override
    public void send(ByteBuf encoded) {
        if (isOpen()) {
            frames.send(encoded);
            flushLater();
        } else {
            encoded.release();
        }
    }

    private void flushLater() {
        if (!flushDue && !frames.flushAfterRead()) {
            flushDue = true;
            turn.atEnd(this::flush);
        }
    }

    private void flush() {
        flushDue = false;
        frames.flush();
    }

    @Override
    public ByteBufAllocator allocator() {
        return frames.allocator();
    }

    @Override
    public Deflation deflation() {
        return frames.deflation();
    }

    private boolean isOpen() {
        return !closing && !socket.isClosed();
    }

    @Override
    public void ping() {
        if (isOpen()) {
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
        return isOpen() && frames.isWritable();
    }

    @Override
    public void close(CloseCode code, String reason) {
        if (isOpen()) {
            closing = true;
            socket.close(code.code(), reason);
            hangUpLater();
        }
    }
}
