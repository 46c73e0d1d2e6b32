package io.tickwire.edge;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.tickwire.edge.frames.Deflation;
import io.tickwire.edge.frames.FrameWriter;
import io.tickwire.protocol.ticks.EncodedTick;
import io.tickwire.protocol.ticks.TickEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Puts ticks into frames: all that goes to a client at once in one buffer. Whoever gets a buffer owns it. Any thread. */
final class TickFrames {
    private static final byte[] BATCH_HEAD = TickEncoder.BATCH_HEAD.getBytes(StandardCharsets.UTF_8);
    private static final byte[] BATCH_TAIL = TickEncoder.BATCH_TAIL.getBytes(StandardCharsets.UTF_8);
    private static final int MAX_BATCH = 100;

    private TickFrames() {}

    /**
     * All of these ticks.
     *
     * @param batching whether they are joined into {@code ticks} messages of up to 100, for clients that asked so
     * @param deflation for batches; null when it was not negotiated
     */
    static ByteBuf encode(ByteBufAllocator allocator, List<EncodedTick> ticks, boolean batching, Deflation deflation) {
        int bytes = 0;
        for (EncodedTick tick : ticks) {
            bytes += tick.message().length + FrameWriter.MAX_HEAD_BYTES;
        }
        ByteBuf out = allocator.directBuffer(bytes + BATCH_HEAD.length);
        if (batching) {
            for (int from = 0; from < ticks.size(); from += MAX_BATCH) {
                batch(out, ticks.subList(from, Math.min(ticks.size(), from + MAX_BATCH)), deflation);
            }
        } else {
            for (EncodedTick tick : ticks) {
                single(out, tick);
            }
        }
        return out;
    }

    private static void single(ByteBuf out, EncodedTick tick) {
        FrameWriter.textHead(out, tick.message().length);
        out.writeBytes(tick.message());
    }

    private static void batch(ByteBuf out, List<EncodedTick> ticks, Deflation deflation) {
        if (ticks.size() == 1) {
            single(out, ticks.get(0));
            return;
        }
        int length = BATCH_HEAD.length + BATCH_TAIL.length + ticks.size() - 1;
        for (EncodedTick tick : ticks) {
            length += tick.dataLength();
        }
        if (deflation == null) {
            FrameWriter.textHead(out, length);
            payload(out, ticks);
        } else {
            ByteBuf frame = FrameWriter.text(out.alloc(), payload(out.alloc().directBuffer(length), ticks), deflation);
            out.writeBytes(frame);
            frame.release();
        }
    }

    private static ByteBuf payload(ByteBuf out, List<EncodedTick> ticks) {
        out.writeBytes(BATCH_HEAD);
        for (int i = 0; i < ticks.size(); i++) {
            if (i > 0) {
                out.writeByte(',');
            }
            EncodedTick tick = ticks.get(i);
            out.writeBytes(tick.message(), tick.dataStart(), tick.dataLength());
        }
        return out.writeBytes(BATCH_TAIL);
    }
}
