package io.tickwire.edge.frames;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * The extension permessage-deflate (RFC 7692), always without context takeover: nothing is kept from one message to the
 * next, so one deflater and one inflater serve all connections of an event loop, and what is deflated once is right for
 * every client. Owner: the edge's context.
 */
public final class Deflation implements AutoCloseable {
    /** RFC 7692 §7.2.1: what a flush writes last, and the sender leaves out. */
    private static final byte[] TAIL = {0, 0, (byte) 0xFF, (byte) 0xFF};

    /** Deflating takes about 10 ms for each MiB, in which nobody else is served. */
    private static final int MAX_BYTES = 256 * 1024;

    private static final int FIRST = 4096;

    private final int minBytes;
    private final Deflater deflater;
    private final Inflater inflater = new Inflater(true);

    /**
     * @param level of zlib, 1 to 9
     * @param minBytes messages below are sent as they are: they gain little and cost the same
     */
    public Deflation(int level, int minBytes) {
        this.minBytes = minBytes;
        this.deflater = new Deflater(level, true);
    }

    /** Whether a message of this size is deflated. */
    boolean isWorth(int bytes) {
        return bytes >= minBytes && bytes <= MAX_BYTES;
    }

    /** The payload of a deflated message; the caller owns it. */
    ByteBuf deflate(ByteBufAllocator allocator, ByteBuf payload) {
        ByteBuf out = allocator.directBuffer(payload.readableBytes() / 2 + TAIL.length);
        deflater.setInput(payload.nioBuffer());
        int written;
        do {
            out.ensureWritable(FIRST);
            written = deflater.deflate(out.nioBuffer(out.writerIndex(), out.writableBytes()), Deflater.SYNC_FLUSH);
            out.writerIndex(out.writerIndex() + written);
        } while (written > 0 && !out.isWritable());
        deflater.reset();
        return out.writerIndex(out.writerIndex() - TAIL.length);
    }

    /**
     * What a deflated message says.
     *
     * @param maxBytes it may not be longer; no more than that is ever inflated
     * @return null when it is longer
     * @throws DataFormatException when it cannot be inflated
     */
    byte[] inflate(byte[] payload, int maxBytes) throws DataFormatException {
        byte[] input = Arrays.copyOf(payload, payload.length + TAIL.length);
        System.arraycopy(TAIL, 0, input, payload.length, TAIL.length);
        byte[] out = new byte[Math.min(maxBytes + 1, Math.max(FIRST, 4 * payload.length))];
        int size = 0;
        try {
            inflater.setInput(input);
            while (true) {
                size += inflater.inflate(out, size, out.length - size);
                if (size > maxBytes) {
                    return null;
                }
                if (size == out.length) {
                    out = Arrays.copyOf(out, (int) Math.min(maxBytes + 1L, 2L * out.length));
                } else if (inflater.finished() && inflater.getRemaining() > 0) {
                    // RFC 7692 §7.2.3.4: a block may be marked as the last one, and others follow.
                    int rest = inflater.getRemaining();
                    inflater.reset();
                    inflater.setInput(input, input.length - rest, rest);
                } else if (inflater.needsDictionary()) {
                    throw new DataFormatException("asks for a dictionary");
                } else {
                    return Arrays.copyOf(out, size);
                }
            }
        } finally {
            inflater.reset();
        }
    }

    @Override
    public void close() {
        deflater.end();
        inflater.end();
    }
}
