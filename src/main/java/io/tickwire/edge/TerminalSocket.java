package io.tickwire.edge;

import io.tickwire.edge.frames.FrameHandler;
import io.tickwire.protocol.CloseCode;
import io.tickwire.terminal.link.LinkGateway;
import io.tickwire.terminal.link.LinkPeer;
import io.vertx.core.Context;
import io.vertx.core.http.ServerWebSocket;

/** A terminal's WebSocket. Owner: the edge's context; as a {@link LinkPeer} any thread may use it. */
final class TerminalSocket implements LinkPeer {
    private final ServerWebSocket socket;
    private final WebSocketWire wire;
    private final Context context;
    private LinkGateway gateway;
    private int unanswered;
    private long blockedSinceNanos;

    TerminalSocket(ServerWebSocket socket, FrameHandler frames, Turn turn, Context context) {
        this.socket = socket;
        this.wire = new WebSocketWire(socket, frames, turn);
        this.context = context;
    }

    @Override
    public void send(String text) {
        context.runOnContext(v -> wire.send(text));
    }

    @Override
    public void close(CloseCode code, String reason) {
        context.runOnContext(v -> wire.close(code, shortened(reason)));
    }

    /** RFC 6455 §5.5: a close frame has at most 125 bytes, two of them the code. */
    private static String shortened(String reason) {
        return reason.length() <= 100 ? reason : reason.substring(0, 100);
    }

    /** Null before the hello. */
    LinkGateway gateway() {
        return gateway;
    }

    void gateway(LinkGateway attached) {
        gateway = attached;
    }

    /** The terminal gave a sign of life. */
    void alive() {
        unanswered = 0;
    }

    /** Pings, and tells how many pings before this one had no answer. */
    int ping() {
        wire.ping();
        return unanswered++;
    }

    /** How long the terminal has not read what it is sent; 0 while it does. */
    long blockedNanos(long nowNanos) {
        if (socket.isClosed() || wire.writable()) {
            blockedSinceNanos = 0;
            return 0;
        }
        blockedSinceNanos = blockedSinceNanos == 0 ? nowNanos : blockedSinceNanos;
        return nowNanos - blockedSinceNanos;
    }
}
