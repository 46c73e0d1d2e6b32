package io.tickwire.edge.inference;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import io.tickwire.edge.frames.FrameHandler;
import io.tickwire.edge.frames.FrameLimits;
import io.tickwire.edge.frames.FrameListener;
import io.tickwire.edge.frames.Received.Part;
import io.tickwire.ops.Metrics.Stage;
import io.tickwire.protocol.CloseCode;
import io.tickwire.protocol.inference.AnswerText;
import io.tickwire.protocol.inference.Asked;
import io.vertx.core.internal.ContextInternal;

/**
 * A WebSocket client: each message is a window, each answer one unfragmented text frame. It is not pinged: an Expert
 * Advisor that asks once an hour reads nothing in between. Owner: the channel's event loop.
 */
final class FrameLine extends ChannelInboundHandlerAdapter implements Line, FrameListener {
    static final String NAME = "line";

    private static final int ABNORMAL = 1006;
    private static final int NO_CODE = 1005;

    private final Tools tools;
    private final InferenceSession session;
    private final ContextInternal context;
    private final FrameHandler frames;
    private ChannelHandlerContext ctx;
    private boolean inputEnded;
    private boolean ended;
    private boolean flushDue;

    FrameLine(Tools tools, InferenceSession session, ContextInternal context, FrameHandler frames) {
        this.tools = tools;
        this.session = session;
        this.context = context;
        this.frames = frames;
    }

    /** The handshake is answered: from now on it listens. */
    void open() {
        int maxBytes = tools.config().maxWindowBytes();
        session.leavesWith(ABNORMAL);
        session.speaks(this);
        frames.open(FrameLimits.whole(maxBytes, maxBytes), this);
        frames.resume();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        ctx = added;
    }

    @Override
    public void part(Part message) {
        if (session.isEnding()) {
            return;
        }
        long begunNanos = tools.clock().nanos();
        Asked asked = tools.reader().read(message.payload(), 0, message.payload().length);
        tools.metrics().stage(Stage.WINDOW_PARSE, tools.clock().nanos() - begunNanos);
        session.hear(asked, begunNanos);
        if (session.mustWait()) {
            frames.hold();
        }
    }

    @Override
    public void pong() {
        // Whatever comes is a sign of life.
    }

    @Override
    public void writable() {
        // The session hears of it by its own handler.
    }

    @Override
    public void broken(CloseCode code, String reason) {
        if (code == CloseCode.TOO_BIG && !session.isEnding()) {
            // RFC 6455 §7.4.1; the rest of the message cannot be skipped without reading it.
            session.tell(
                    AnswerText.tooLarge(tools.config().maxWindowBytes()),
                    tools.clock().nanos());
        }
        session.end(code, reason);
    }

    @Override
    public void send(AnswerText answer) {
        if (!ended) {
            frames.send(tools.answers().frame(ctx.alloc(), answer));
            flushLater();
        }
    }

    @Override
    public void say(String text) {
        if (!ended) {
            frames.send(Answers.frame(ctx.alloc(), text));
            flushLater();
        }
    }

    private void flushLater() {
        if (!flushDue && !frames.flushAfterRead()) {
            flushDue = true;
            tools.turn().atEnd(this::flush);
        }
    }

    private void flush() {
        flushDue = false;
        frames.flush();
    }

    @Override
    public boolean isWritable() {
        return frames.isWritable();
    }

    @Override
    public void readOn() {
        frames.resume();
    }

    @Override
    public void end(CloseCode code, String reason) {
        if (!ended) {
            ended = true;
            var sent = ctx.writeAndFlush(new CloseWebSocketFrame(code.code(), reason));
            if (inputEnded) {
                sent.addListener(ChannelFutureListener.CLOSE);
            }
            Goodbye.closeLater(ctx);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext from, Object message) {
        if (!(message instanceof CloseWebSocketFrame close)) {
            ReferenceCountUtil.release(message);
        } else if (ended) {
            close.release();
            ctx.close();
        } else {
            // RFC 6455 §5.5.1: it is answered with the same code.
            ended = true;
            session.leavesWith(close.statusCode() < 0 ? NO_CODE : close.statusCode());
            ctx.writeAndFlush(close).addListener(ChannelFutureListener.CLOSE);
            Goodbye.closeLater(ctx);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext from, Object event) {
        if (SessionHandler.isInputEnd(event) && !inputEnded) {
            inputEnded = true;
            if (ended) {
                ctx.close();
            } else {
                context.dispatch(v -> session.endWhenAnswered(CloseCode.NORMAL, ""));
            }
        }
    }
}
