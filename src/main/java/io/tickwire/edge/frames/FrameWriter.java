package io.tickwire.edge.frames;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.tickwire.edge.frames.Received.Part;

/**
 * Writes the frames of a server: not masked, so the same bytes are right for every client (RFC 6455 §5.1). Whoever gets a
 * buffer from here owns it. Any thread.
 */
public final class FrameWriter {
    /** What the header of a frame takes at most. */
    public static final int MAX_HEAD_BYTES = 10;

    private static final int SHORT_LENGTH = 126;
    private static final int LONG_LENGTH = 127;

    private FrameWriter() {}

    /**
     * A text message in one frame.
     *
     * @param deflation used where it is worth it; null when it was not negotiated
     */
    public static ByteBuf text(ByteBufAllocator allocator, String text, Deflation deflation) {
        int length = ByteBufUtil.utf8Bytes(text);
        if (deflation != null && deflation.isWorth(length)) {
            return deflated(allocator, ByteBufUtil.writeUtf8(allocator, text), deflation);
        }
        ByteBuf out = allocator.directBuffer(headBytes(length) + length);
        textHead(out, length);
        ByteBufUtil.reserveAndWriteUtf8(out, text, length);
        return out;
    }

    /**
     * A text message in one frame.
     *
     * @param payload UTF-8; released here
     * @param deflation used where it is worth it; null when it was not negotiated
     */
    public static ByteBuf text(ByteBufAllocator allocator, ByteBuf payload, Deflation deflation) {
        if (deflation != null && deflation.isWorth(payload.readableBytes())) {
            return deflated(allocator, payload, deflation);
        }
        return frame(allocator, FrameRules.FIN | FrameRules.TEXT, payload);
    }

    /**
     * A binary message in one frame.
     *
     * @param payload released here
     */
    public static ByteBuf binary(ByteBufAllocator allocator, ByteBuf payload) {
        return frame(allocator, FrameRules.FIN | FrameRules.BINARY, payload);
    }

    private static ByteBuf deflated(ByteBufAllocator allocator, ByteBuf payload, Deflation deflation) {
        try {
            ByteBuf small = deflation.deflate(allocator, payload);
            return frame(allocator, FrameRules.FIN | FrameRules.DEFLATED | FrameRules.TEXT, small);
        } finally {
            payload.release();
        }
    }

    private static ByteBuf frame(ByteBufAllocator allocator, int first, ByteBuf payload) {
        int length = payload.readableBytes();
        ByteBuf out = allocator.directBuffer(headBytes(length) + length);
        head(out, first, length);
        out.writeBytes(payload);
        payload.release();
        return out;
    }

    /** A part of a message in a frame of its own. */
    static ByteBuf part(ByteBufAllocator allocator, Part part) {
        int opcode = !part.first() ? FrameRules.CONTINUATION : part.text() ? FrameRules.TEXT : FrameRules.BINARY;
        int length = part.payload().length;
        ByteBuf out = allocator.directBuffer(headBytes(length) + length);
        head(out, part.last() ? FrameRules.FIN | opcode : opcode, length);
        return out.writeBytes(part.payload());
    }

    /** The header of a text message in one frame, whose payload the caller writes. */
    public static void textHead(ByteBuf out, int length) {
        head(out, FrameRules.FIN | FrameRules.TEXT, length);
    }

    private static int headBytes(int length) {
        return length < SHORT_LENGTH ? 2 : length <= 0xFFFF ? 4 : MAX_HEAD_BYTES;
    }

    private static void head(ByteBuf out, int first, int length) {
        out.writeByte(first);
        if (length < SHORT_LENGTH) {
            out.writeByte(length);
        } else if (length <= 0xFFFF) {
            out.writeByte(SHORT_LENGTH).writeShort(length);
        } else {
            out.writeByte(LONG_LENGTH).writeLong(length);
        }
    }
}
