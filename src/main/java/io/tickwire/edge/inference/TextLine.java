package io.tickwire.edge.inference;

import io.netty.channel.ChannelHandlerContext;
import io.tickwire.edge.Turn;
import io.tickwire.protocol.CloseCode;
import io.tickwire.protocol.inference.AnswerText;
import java.util.EnumSet;
import java.util.Set;

/** What a client of plain text hears: answers with nothing around them. Owner: the verticle's context. */
final class TextLine implements Line {
    /** Ends that a client would not understand without a word. The others it brought about, or are nobody's fault. */
    private static final Set<CloseCode> TOLD = EnumSet.of(CloseCode.POLICY, CloseCode.NO_ROOM, CloseCode.TOKEN_EXPIRED);

    private final ChannelHandlerContext ctx;
    private final Answers answers;
    private final Turn turn;
    private final Runnable readOn;
    private boolean inputEnded;
    private boolean ended;
    private boolean flushDue;

    /** @param readOn reads on, or goes on skipping when the line has ended */
    TextLine(ChannelHandlerContext ctx, Answers answers, Turn turn, Runnable readOn) {
        this.ctx = ctx;
        this.answers = answers;
        this.turn = turn;
        this.readOn = readOn;
    }

    @Override
    public void send(AnswerText answer) {
        if (!ended) {
            ctx.write(answers.text(ctx.alloc(), answer), ctx.voidPromise());
            flushLater();
        }
    }

    @Override
    public void say(String text) {
        if (!ended) {
            ctx.write(Answers.text(ctx.alloc(), text), ctx.voidPromise());
            flushLater();
        }
    }

    private void flushLater() {
        if (!flushDue) {
            flushDue = true;
            turn.atEnd(this::flush);
        }
    }

    private void flush() {
        flushDue = false;
        ctx.flush();
    }

    @Override
    public boolean isWritable() {
        return ctx.channel().isWritable();
    }

    @Override
    public void readOn() {
        readOn.run();
    }

    /** The client has ended its stream. */
    void inputEnded() {
        inputEnded = true;
        if (ended) {
            ctx.close();
        }
    }

    /** Whether nothing is said any more. */
    boolean isEnded() {
        return ended;
    }

    @Override
    public void end(CloseCode code, String reason) {
        if (ended) {
            return;
        }
        if (TOLD.contains(code)) {
            say(AnswerText.error(reason));
        }
        ended = true;
        if (inputEnded) {
            Goodbye.close(ctx);
        } else {
            Goodbye.endStream(ctx);
            readOn.run();
        }
    }
}
