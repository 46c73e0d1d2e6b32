package io.tickwire.edge.inference;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.tickwire.edge.frames.FrameWriter;
import io.tickwire.protocol.inference.AnswerText;
import io.tickwire.protocol.inference.Outcome;
import java.nio.ByteBuffer;

/** Answers as bytes: the two that matter are made once and written without a copy. Owner: the verticle's context. */
final class Answers {
    private final ByteBuf buyText = shared(text(ByteBufAllocator.DEFAULT, AnswerText.BUY.text()));
    private final ByteBuf sellText = shared(text(ByteBufAllocator.DEFAULT, AnswerText.SELL.text()));
    private final ByteBuf buyFrame = shared(frame(ByteBufAllocator.DEFAULT, AnswerText.BUY.text()));
    private final ByteBuf sellFrame = shared(frame(ByteBufAllocator.DEFAULT, AnswerText.SELL.text()));

    /** Memory of the garbage collector's, which no write gives back: it goes with this object and the last write of it. */
    private static ByteBuf shared(ByteBuf made) {
        try {
            ByteBuffer own = ByteBuffer.allocateDirect(made.readableBytes());
            made.readBytes(own);
            return Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(own.flip()));
        } finally {
            made.release();
        }
    }

    /** For plain TCP: nothing around it. */
    ByteBuf text(ByteBufAllocator allocator, AnswerText answer) {
        if (answer.outcome() == Outcome.BUY) {
            return buyText.duplicate();
        }
        return answer.outcome() == Outcome.SELL ? sellText.duplicate() : text(allocator, answer.text());
    }

    /** For a WebSocket: one unfragmented text frame. */
    ByteBuf frame(ByteBufAllocator allocator, AnswerText answer) {
        if (answer.outcome() == Outcome.BUY) {
            return buyFrame.duplicate();
        }
        return answer.outcome() == Outcome.SELL ? sellFrame.duplicate() : frame(allocator, answer.text());
    }

    static ByteBuf text(ByteBufAllocator allocator, String text) {
        return ByteBufUtil.writeAscii(allocator, text);
    }

    static ByteBuf frame(ByteBufAllocator allocator, String text) {
        return FrameWriter.text(allocator, text, null);
    }
}
