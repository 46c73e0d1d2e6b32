package io.tickwire.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.tickwire.edge.frames.FrameWriter;
import io.vertx.core.Context;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.http.WebSocketInternal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes a text to the sockets of every event loop: one hand-over per loop, one shared buffer, one
 * write per socket. Any thread. */
final class BareFanout {
    private static final String ENCODER = "wsencoder";

    private final List<Audience> audiences = new CopyOnWriteArrayList<>();

    /** The sockets of one event loop. Owner: its context. */
    static final class Audience {
        private final Context context;
        private final Set<ServerWebSocket> sockets = new LinkedHashSet<>();

        private Audience(Context context) {
            this.context = context;
        }

        void join(ServerWebSocket socket) {
            sockets.add(socket);
        }

        void leave(ServerWebSocket socket) {
            sockets.remove(socket);
        }

        /** One buffer for all: a server's frames are the same for every client. */
        private void write(String text) {
            ByteBuf frame = FrameWriter.text(ByteBufAllocator.DEFAULT, text, null);
            for (ServerWebSocket socket : sockets) {
                ChannelHandlerContext connection = ((WebSocketInternal) socket).channelHandlerContext();
                connection.pipeline().context(ENCODER).writeAndFlush(frame.retainedDuplicate());
            }
            frame.release();
        }
    }

    Audience audience(Context context) {
        Audience audience = new Audience(context);
        audiences.add(audience);
        return audience;
    }

    void publish(String text) {
        audiences.forEach(audience -> audience.context.runOnContext(v -> audience.write(text)));
    }
}
