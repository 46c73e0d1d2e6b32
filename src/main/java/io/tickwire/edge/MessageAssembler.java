package io.tickwire.edge;

import java.util.Arrays;

/** Puts the fragments of one message together, up to a bound. One thread. */
final class MessageAssembler {
    private static final byte[] NOTHING = {};

    private final int maxBytes;
    private byte[] parts = NOTHING;
    private int length;
    private boolean text;

    MessageAssembler(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Adds the first frame of a message. False when it grew past the bound. */
    boolean first(byte[] payload, boolean isText) {
        text = isText;
        parts = payload;
        length = payload.length;
        return length <= maxBytes;
    }

    /** Adds a continuation frame. False when the message grew past the bound. */
    boolean more(byte[] payload) {
        if ((long) length + payload.length > maxBytes) {
            return false;
        }
        if (length + payload.length > parts.length) {
            parts = Arrays.copyOf(parts, Math.min(maxBytes, 2 * (length + payload.length)));
        }
        System.arraycopy(payload, 0, parts, length, payload.length);
        length += payload.length;
        return true;
    }

    /** Whether the message began as text. */
    boolean isText() {
        return text;
    }

    /** The whole message; the next one starts empty. */
    byte[] take() {
        byte[] whole = parts.length == length ? parts : Arrays.copyOf(parts, length);
        parts = NOTHING;
        length = 0;
        return whole;
    }
}
