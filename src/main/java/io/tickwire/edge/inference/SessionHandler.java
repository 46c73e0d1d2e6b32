package io.tickwire.edge.inference;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.Handler;
import io.vertx.core.internal.ContextInternal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What every connection has, whatever it speaks: signs of life, and its end. Owner: the channel's event loop. */
final class SessionHandler extends ChannelInboundHandlerAdapter {
    static final String NAME = "session";

    private static final Logger LOG = LoggerFactory.getLogger(SessionHandler.class);

    private final InferenceSession session;
    private final ContextInternal context;
    private final Handler<Void> writable;
    private final Handler<Void> gone;

    /** @param gone hears once that the connection is no more */
    SessionHandler(InferenceSession session, ContextInternal context, Runnable gone) {
        this.session = session;
        this.context = context;
        this.writable = v -> session.writable();
        this.gone = v -> gone.run();
    }

    /** Whether a client ended its stream: by TCP, or by TLS. */
    static boolean isInputEnd(Object event) {
        return event == ChannelInputShutdownEvent.INSTANCE || event instanceof SslCloseCompletionEvent;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ReferenceCountUtil.release(message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        session.heard();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (ctx.channel().isWritable()) {
            context.dispatch(writable);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (isInputEnd(event)) {
            ctx.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable failure) {
        LOG.debug("session {}: {}", session.id(), failure.toString());
        ctx.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        context.dispatch(gone);
        ctx.fireChannelInactive();
    }
}
