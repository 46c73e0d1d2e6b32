package io.tickwire.edge.frames;

import io.netty.buffer.ByteBuf;
import io.tickwire.edge.frames.Received.Part;
import java.util.Arrays;

/**
 * The message under way: takes payload as it arrives and gives it out in parts. It grows with what has come, not with
 * what a header promises. One thread.
 */
final class MessageBuffer {
    private static final byte[] NOTHING = {};
    private static final int SMALL = 4096;

    private final int partBytes;
    private byte[] bytes = NOTHING;
    private int size;
    private long total;
    private boolean open;
    private boolean text;
    private boolean begun;

    MessageBuffer(int partBytes) {
        this.partBytes = partBytes;
    }

    void open(boolean isText) {
        open = true;
        text = isText;
        begun = false;
        total = 0;
    }

    boolean isOpen() {
        return open;
    }

    boolean isText() {
        return text;
    }

    /** Bytes of the message so far, given out or not. */
    long total() {
        return total;
    }

    boolean isFull() {
        return size == partBytes;
    }

    byte[] bytes() {
        return bytes;
    }

    int size() {
        return size;
    }

    /**
     * Adds payload, still masked, and tells how much: as much as there is and fits in a part.
     *
     * @param wanted what the frame still lacks
     */
    int append(ByteBuf in, long wanted) {
        int count = (int) Math.min(Math.min(wanted, in.readableBytes()), partBytes - size);
        if (size + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, capacity(count, wanted));
        }
        in.readBytes(bytes, size, count);
        size += count;
        total += count;
        return count;
    }

    private int capacity(int count, long wanted) {
        if (size == 0 && count == wanted) {
            return count;
        }
        long comfortable = Math.max(2L * bytes.length, Math.min(size + wanted, SMALL));
        return (int) Math.min(partBytes, Math.max(size + count, comfortable));
    }

    /** Gives out what is there. */
    Part take(boolean last) {
        byte[] payload = bytes.length == size ? bytes : Arrays.copyOf(bytes, size);
        Part part = new Part(payload, text, !begun, last);
        bytes = NOTHING;
        size = 0;
        begun = true;
        open = !last;
        return part;
    }
}
