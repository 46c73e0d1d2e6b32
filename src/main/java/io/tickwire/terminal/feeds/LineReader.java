package io.tickwire.terminal.feeds;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Lines of a stream as byte ranges of one buffer; nothing is copied. A line is valid until the next {@link #next()}.
 * Owner: the feed's thread. Closing closes the stream.
 */
final class LineReader implements AutoCloseable {
    private static final int FIRST_SIZE = 64 * 1024;
    /** Longer lines are no recorded market data; the bound keeps a wrong file from filling the memory. */
    private static final int LONGEST_LINE = 4 * 1024 * 1024;

    private final InputStream in;
    private byte[] buffer = new byte[FIRST_SIZE];
    private int limit;
    private int nextStart;
    private int from;
    private int to;
    private long lineNumber;
    private boolean pushedBack;

    LineReader(InputStream in) throws IOException {
        this.in = in;
        fill();
        boolean byteOrderMark =
                limit >= 3 && buffer[0] == (byte) 0xEF && buffer[1] == (byte) 0xBB && buffer[2] == (byte) 0xBF;
        this.nextStart = byteOrderMark ? 3 : 0;
    }

    /** Goes to the next line; false at the end. Line ends are LF or CR LF and do not belong to the line. */
    boolean next() throws IOException {
        if (pushedBack) {
            pushedBack = false;
            return true;
        }
        int scanned = nextStart;
        while (true) {
            for (int i = scanned; i < limit; i++) {
                if (buffer[i] == '\n') {
                    return line(i, i + 1);
                }
            }
            int held = limit - nextStart;
            if (!fill()) {
                return held > 0 && line(limit, limit);
            }
            scanned = nextStart + held;
        }
    }

    private boolean line(int end, int following) {
        from = nextStart;
        to = end > from && buffer[end - 1] == '\r' ? end - 1 : end;
        nextStart = following;
        lineNumber++;
        return true;
    }

    /** Moves what is left to the front and reads more; false at the end of the stream. */
    private boolean fill() throws IOException {
        int held = limit - nextStart;
        System.arraycopy(buffer, nextStart, buffer, 0, held);
        nextStart = 0;
        limit = held;
        if (held == buffer.length) {
            if (held >= LONGEST_LINE) {
                throw new IOException("line " + (lineNumber + 1) + " is longer than " + LONGEST_LINE + " bytes");
            }
            buffer = Arrays.copyOf(buffer, held * 2);
        }
        int read = in.readNBytes(buffer, held, buffer.length - held);
        limit += read;
        return read > 0;
    }

    /** The next {@link #next()} gives the present line again. */
    void pushBack() {
        pushedBack = true;
    }

    byte[] bytes() {
        return buffer;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    /** Number of the present line, the first one is 1. */
    long lineNumber() {
        return lineNumber;
    }

    String text() {
        return new String(buffer, from, to - from, StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
