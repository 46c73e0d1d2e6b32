package io.tickwire.edge.frames;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import io.tickwire.edge.frames.Received.Close;
import io.tickwire.edge.frames.Received.Part;
import io.tickwire.edge.frames.Received.Ping;
import io.tickwire.edge.frames.Received.Violation;
import io.vertx.core.Handler;
import io.vertx.core.internal.ContextInternal;
import java.nio.channels.ClosedChannelException;

/**
 * Reads the bytes of a WebSocket in place of Vert.x and Netty: a {@link FrameReader} on a channel. Messages go to the
 * listener, pings are answered here, a close frame goes up to Vert.x, which answers it and closes. While it is held,
 * nothing is read, so everything a peer says is heard in its order. Owner: the channel's event loop.
 */
public final class FrameHandler extends ChannelDuplexHandler {
    private final Handler<Received> hear = this::hear;
    private final Deflation deflation;
    private ChannelHandlerContext channel;
    private ContextInternal context;
    private FrameReader reader;
    private FrameListener listener;
    private ByteBuf waiting;
    private byte[] owedPong;
    private boolean held = true;
    private boolean reading;
    private boolean flushDue;
    private boolean broken;
    private boolean closeSent;

    /** @param deflation what was negotiated, null for none */
    public FrameHandler(Deflation deflation) {
        this.deflation = deflation;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        channel = ctx;
        // What a client sends while its credential is looked at waits in the kernel, not here.
        ctx.channel().config().setAutoRead(false);
    }

    /** Says who listens; nothing is read before {@link #resume()}. */
    public void open(FrameLimits limits, FrameListener whoListens) {
        context = ContextInternal.current();
        reader = new FrameReader(limits, deflation);
        listener = whoListens;
        hold();
    }

    /** Reads no more until {@link #resume()}; TCP makes the peer wait. */
    public void hold() {
        if (!closeSent) {
            held = true;
            channel.channel().config().setAutoRead(false);
        }
    }

    /** Reads on, first what has been waiting. */
    public void resume() {
        if (held) {
            held = false;
            channel.channel().config().setAutoRead(true);
            if (waiting != null && !reading) {
                read();
                channel.fireChannelReadComplete();
            }
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (!(message instanceof ByteBuf bytes)) {
            // What the HTTP decoder had in its hands when the connection was upgraded.
            ctx.fireChannelRead(message);
            return;
        }
        waiting = waiting == null ? bytes : ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(ctx.alloc(), waiting, bytes);
        if (!held && !reading) {
            read();
        }
    }

    private void read() {
        reading = true;
        try {
            Received received;
            while (!held && (received = reader.next(waiting)) != null) {
                context.dispatch(received, hear);
            }
        } finally {
            reading = false;
            if (!waiting.isReadable()
                    || channel.isRemoved()
                    || !channel.channel().isActive()) {
                forget();
            }
        }
        if (flushDue) {
            flushDue = false;
            channel.flush();
        }
    }

    private void hear(Received received) {
        if (received instanceof Close close) {
            channel.fireChannelRead(new CloseWebSocketFrame(true, 0, Unpooled.wrappedBuffer(close.payload())));
        } else if (received instanceof Violation violation) {
            fail(violation);
        } else if (closeSent) {
            // RFC 6455 §1.4: after our close frame only theirs is waited for.
            return;
        } else if (received instanceof Part part) {
            listener.part(part);
        } else if (received instanceof Ping ping) {
            pong(ping.payload());
        } else {
            listener.pong();
        }
    }

    private void fail(Violation violation) {
        broken = true;
        if (closeSent) {
            channel.close();
        } else {
            listener.broken(violation.code(), violation.reason());
        }
    }

    /** RFC 6455 §5.5.3: who pings and does not read gets the answer to the last ping only. */
    private void pong(byte[] payload) {
        if (channel.channel().isWritable()) {
            channel.write(new PongWebSocketFrame(Unpooled.wrappedBuffer(payload)));
            flushDue = true;
        } else {
            owedPong = payload;
        }
    }

    /** What was negotiated, or null. */
    public Deflation deflation() {
        return deflation;
    }

    /** Where buffers for frames come from. */
    public ByteBufAllocator allocator() {
        return channel.alloc();
    }

    /** Sends a part of a message as one frame; it leaves with the next flush. */
    public void send(Part part) {
        send(FrameWriter.part(channel.alloc(), part));
    }

    /** Sends whole frames, which from now on are this handler's; they leave with the next flush. */
    public void send(ByteBuf encoded) {
        if (closeSent) {
            // RFC 6455 §5.5.1: nothing is sent after a close frame.
            encoded.release();
        } else {
            channel.write(encoded, channel.voidPromise());
        }
    }

    /**
     * Sends whole frames, as {@link #send(ByteBuf)}.
     *
     * @param written runs when they have left, or never will
     */
    public void send(ByteBuf encoded, Runnable written) {
        if (closeSent) {
            encoded.release();
            written.run();
        } else {
            channel.write(encoded).addListener(done -> written.run());
        }
    }

    /** Lets go what was sent. */
    public void flush() {
        channel.flush();
    }

    /** Whether a read is under way: then what was sent leaves when it is done. */
    public boolean flushAfterRead() {
        flushDue |= reading;
        return reading;
    }

    /** Whether more can be sent without piling up. */
    public boolean isWritable() {
        return channel.channel().isWritable();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (owedPong != null && ctx.channel().isWritable()) {
            byte[] payload = owedPong;
            owedPong = null;
            write(ctx, new PongWebSocketFrame(Unpooled.wrappedBuffer(payload)), ctx.newPromise());
            flush(ctx);
        }
        if (listener != null && ctx.channel().isWritable()) {
            context.dispatch(listener, FrameListener::writable);
        }
        ctx.fireChannelWritabilityChanged();
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        if (closeSent && message instanceof WebSocketFrame) {
            // RFC 6455 §5.5.1: nothing is sent after a close frame.
            ReferenceCountUtil.release(message);
            promise.tryFailure(new ClosedChannelException());
        } else if (message instanceof CloseWebSocketFrame) {
            closeSent = true;
            ctx.write(message, promise.unvoid().addListener((ChannelFutureListener) sent -> goodbye()));
            resume();
        } else {
            ctx.write(message, promise);
        }
    }

    /**
     * The close frame is out. A peer that broke the rules cannot be understood any more: it gets the end of our stream
     * now, and may still read what it was sent, which a reset would take away.
     */
    private void goodbye() {
        if (broken && channel.channel() instanceof DuplexChannel duplex) {
            SslHandler tls = channel.pipeline().get(SslHandler.class);
            if (tls == null) {
                duplex.shutdownOutput();
            } else {
                // RFC 8446 §6.1: without close_notify the end could be somebody else's doing.
                tls.closeOutbound().addListener(told -> duplex.shutdownOutput());
            }
        }
    }

    /** What is written while reading leaves in one piece. */
    @Override
    public void flush(ChannelHandlerContext ctx) {
        if (reading) {
            flushDue = true;
        } else {
            ctx.flush();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        forget();
        ctx.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        forget();
    }

    private void forget() {
        if (!reading && waiting != null) {
            waiting.release();
            waiting = null;
        }
    }
}
