package io.tickwire.edge.inference;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import java.util.concurrent.TimeUnit;

/** Ends a connection so that its client can still read what it was sent. Owner: the channel's event loop. */
final class Goodbye {
    private static final long SECONDS = 2;

    private Goodbye() {}

    /**
     * Lets go what was written, then ends our stream; the client has two seconds to end its own. Closing at once would
     * make a reset of what it has sent and we have not read, and that takes our last words away.
     */
    static void endStream(ChannelHandlerContext ctx) {
        ctx.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> {
            SslHandler tls = ctx.pipeline().get(SslHandler.class);
            if (tls == null) {
                shutdown(ctx);
            } else {
                // RFC 8446 §6.1: without close_notify the end could be somebody else's doing.
                tls.closeOutbound().addListener(told -> shutdown(ctx));
            }
        });
        closeLater(ctx);
    }

    private static void shutdown(ChannelHandlerContext ctx) {
        if (ctx.channel() instanceof DuplexChannel duplex && duplex.isActive()) {
            duplex.shutdownOutput();
        }
    }

    /** Lets go what was written and closes: the client has ended its stream already. */
    static void close(ChannelHandlerContext ctx) {
        ctx.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        closeLater(ctx);
    }

    /** A client that does not read never gets to the end of what it was sent. */
    static void closeLater(ChannelHandlerContext ctx) {
        ctx.executor().schedule(() -> ctx.close(), SECONDS, TimeUnit.SECONDS);
    }
}
