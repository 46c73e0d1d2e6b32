package io.tickwire.edge.inference;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.tickwire.edge.frames.FrameHandler;
import io.tickwire.edge.frames.Handshake;
import io.vertx.core.MultiMap;
import io.vertx.core.internal.ContextInternal;

/**
 * Makes a WebSocket of a connection whose handshake was read: first the frames' reader, which keeps what comes behind the
 * head, then, when the client may, the answer. Owner: the channel's event loop.
 */
final class FrameUpgrade {
    private static final String SUBPROTOCOL = "tickwire";

    private final MultiMap headers;
    private final FrameHandler frames = new FrameHandler(null);
    private final FrameLine line;
    private ChannelPipeline pipeline;

    /** @param headers of the handshake */
    FrameUpgrade(Tools tools, InferenceSession session, ContextInternal context, MultiMap headers) {
        this.headers = headers;
        this.line = new FrameLine(tools, session, context, frames);
    }

    /** Puts frames at the place of HTTP. */
    void install(ChannelPipeline where) {
        pipeline = where;
        pipeline.addBefore(SessionHandler.NAME, "encoder", new WebSocket13FrameEncoder(false));
        pipeline.addBefore(SessionHandler.NAME, "frames", frames);
        pipeline.addBefore(SessionHandler.NAME, FrameLine.NAME, line);
        pipeline.remove(HeadHandler.NAME);
        // It lets go the bytes behind the head.
        pipeline.remove(Sniffer.DECODER);
    }

    /** Answers the handshake; what the client has sent since is heard now. */
    void perform() {
        if (pipeline.context(frames) == null) {
            // The client is gone.
            return;
        }
        // Of what a client offers only this is answered: the token beside it is nobody's to repeat.
        String chosen = Handshake.hasToken(headers, "Sec-WebSocket-Protocol", SUBPROTOCOL) ? SUBPROTOCOL : null;
        String answer = HttpText.switching(Handshake.accept(headers.get("Sec-WebSocket-Key")), chosen);
        frames.send(ByteBufUtil.writeAscii(frames.allocator(), answer));
        frames.flush();
        line.open();
    }
}
