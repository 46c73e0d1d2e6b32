package io.tickwire.edge.inference;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.tickwire.protocol.CloseCode;
import io.tickwire.protocol.inference.FirstBytes;
import io.vertx.core.internal.ContextInternal;

/** Finds out what a client speaks, and makes room for who understands it. Owner: the channel's event loop. */
final class Sniffer extends ChannelInboundHandlerAdapter {
    static final String DECODER = "decoder";

    private static final int MAX_LINE_BYTES = 4096;
    private static final int MAX_HEAD_BYTES = 8192;

    /** How long a client may take to say what it speaks and who it is. */
    private static final long SETTLE_NANOS = 10_000_000_000L;

    private static final TurnedAway PLAIN =
            new TurnedAway(CloseCode.POLICY, "TLS on a plain port: set inference.tls, or connect without TLS");

    private final Tools tools;
    private final InferenceSession session;
    private final ContextInternal context;
    private final TurnedAway refusal;
    private ByteBuf seen;

    /** @param refusal why the client is turned away; null when it is not */
    Sniffer(Tools tools, InferenceSession session, ContextInternal context, TurnedAway refusal) {
        this.tools = tools;
        this.session = session;
        this.context = context;
        this.refusal = refusal;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        seen = seen == null
                ? (ByteBuf) message
                : ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(ctx.alloc(), seen, (ByteBuf) message);
        byte[] first =
                ByteBufUtil.getBytes(seen, seen.readerIndex(), Math.min(seen.readableBytes(), FirstBytes.LOOKED_AT));
        FirstBytes kind = FirstBytes.of(first);
        if (kind != FirstBytes.TEXT && session.deadlineNanos() == 0) {
            settle();
        }
        if (kind != FirstBytes.UNDECIDED) {
            ByteBuf bytes = seen;
            seen = null;
            replace(ctx.pipeline(), ctx.name(), kind);
            ctx.fireChannelRead(bytes);
        }
    }

    /** The time runs until somebody is admitted. */
    void settle() {
        session.settleUntil(tools.clock().nanos() + SETTLE_NANOS);
    }

    private void replace(ChannelPipeline pipeline, String name, FirstBytes kind) {
        if (kind == FirstBytes.HTTP) {
            HttpDecoderConfig bounds = new HttpDecoderConfig()
                    .setMaxInitialLineLength(MAX_LINE_BYTES)
                    .setMaxHeaderSize(MAX_HEAD_BYTES);
            pipeline.addAfter(name, HeadHandler.NAME, new HeadHandler(tools, session, context, refusal));
            pipeline.addAfter(name, DECODER, new HttpRequestDecoder(bounds));
        } else {
            TurnedAway why = kind == FirstBytes.TLS ? PLAIN : refusal;
            pipeline.addAfter(name, "text", new TextHandler(tools, session, context, why));
        }
        pipeline.remove(this);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        if (seen != null) {
            seen.release();
            seen = null;
        }
    }
}
