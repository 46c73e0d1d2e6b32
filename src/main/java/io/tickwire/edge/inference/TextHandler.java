package io.tickwire.edge.inference;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import io.tickwire.protocol.CloseCode;
import io.tickwire.protocol.inference.WindowFramer;
import io.tickwire.protocol.inference.WindowFramer.Event;
import io.vertx.core.Handler;
import io.vertx.core.internal.ContextInternal;

/**
 * A client that speaks plain text: its bytes are cut into windows where they arrive. While it is owed too many answers, or
 * does not take them, nothing is read. Owner: the channel's event loop.
 */
final class TextHandler extends ChannelInboundHandlerAdapter {
    private static final long NANOS_PER_MS = 1_000_000;

    private final Tools tools;
    private final InferenceSession session;
    private final ContextInternal context;
    private final TurnedAway refusal;
    private final WindowFramer framer;
    private final long quietNanos;
    private final Handler<Void> pull = v -> pull();
    private final Handler<Void> pause = v -> pause();
    private ChannelHandlerContext channel;
    private TextLine line;
    private TextTalk talk;
    private long dataNanos;
    private boolean pulling;
    /** Whether what was read last was all that there was. */
    private boolean drained;

    private boolean inputEnded;
    private boolean reading = true;
    private boolean timed;

    /** @param refusal why the client is turned away; null when it is not */
    TextHandler(Tools tools, InferenceSession session, ContextInternal context, TurnedAway refusal) {
        this.tools = tools;
        this.session = session;
        this.context = context;
        this.refusal = refusal;
        this.framer =
                new WindowFramer(tools.config().windowSize(), tools.config().maxWindowBytes());
        this.quietNanos = tools.config().quietAfter().toNanos();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        channel = ctx;
        line = new TextLine(ctx, tools.answers(), tools.turn(), this::pull);
        talk = new TextTalk(tools, session, line, this::pull);
        session.speaks(line);
        context.dispatch(v -> {
            if (refusal == null) {
                talk.begin();
            } else {
                session.end(refusal.code(), refusal.why());
            }
        });
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        try {
            if (!line.isEnded() && message instanceof ByteBuf bytes) {
                framer.append(bytes.nioBuffer());
                drained = false;
                context.dispatch(pull);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        drained = true;
        dataNanos = tools.clock().nanos();
        context.dispatch(pause);
        ctx.fireChannelReadComplete();
    }

    private void pause() {
        pull();
        watchSilence();
    }

    /** Takes windows while the session takes them. */
    private void pull() {
        if (pulling) {
            return;
        }
        pulling = true;
        try {
            Event event;
            while (mayRead() && (event = nextEvent()) != Event.NONE) {
                talk.hear(event, framer);
            }
            if (inputEnded && mayRead()) {
                session.endWhenAnswered(CloseCode.NORMAL, "");
            }
        } finally {
            pulling = false;
        }
        holdOrRead();
    }

    private boolean mayRead() {
        return !line.isEnded() && !talk.mustWait();
    }

    private Event nextEvent() {
        Event event = framer.next();
        if (event == Event.NONE && drained) {
            return inputEnded ? framer.end() : framer.pause();
        }
        return event;
    }

    /** Who has nothing more to hear is read on, so that its end is seen. */
    private void holdOrRead() {
        boolean read = line.isEnded() || mayRead();
        if (read != reading) {
            reading = read;
            // What came meanwhile is in the kernel: whether there is more shows the next read.
            drained = inputEnded;
            dataNanos = tools.clock().nanos();
            channel.channel().config().setAutoRead(read);
            watchSilence();
        }
    }

    /** One timer for each connection and silence, however often something comes. */
    private void watchSilence() {
        if (!timed && reading && framer.isOpen() && !line.isEnded()) {
            timed = true;
            long left = quietNanos - (tools.clock().nanos() - dataNanos);
            tools.vertx().setTimer(Math.max(1, (left + NANOS_PER_MS - 1) / NANOS_PER_MS), fired -> silence());
        }
    }

    private void silence() {
        timed = false;
        if (!reading || line.isEnded()) {
            return;
        }
        if (tools.clock().nanos() - dataNanos < quietNanos) {
            watchSilence();
            return;
        }
        Event event = framer.quiet();
        if (event != Event.NONE) {
            talk.hear(event, framer);
            pull();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (SessionHandler.isInputEnd(event) && !inputEnded) {
            inputEnded = true;
            drained = true;
            line.inputEnded();
            context.dispatch(pull);
        }
    }
}
