package io.tickwire.edge;

import java.util.Arrays;

/** Puts the fragments of one message together, up to a bound. One thread. */
final class MessageAssembler {
    private static final byte[] NOTHING = {};

    private final int maxBytes;
    private byte[] parts = NOTHING;
    private boolean text;

    MessageAssembler(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Adds the first frame of a message. False when it grew past the bound. */
    boolean first(byte[] payload, boolean isText) {
        text = isText;
        parts = payload;
        return parts.length <= maxBytes;
    }

    /** Adds a continuation frame. False when the message grew past the bound. */
    boolean more(byte[] payload) {
        if ((long) parts.length + payload.length > maxBytes) {
            return false;
        }
        byte[] joined = Arrays.copyOf(parts, parts.length + payload.length);
        System.arraycopy(payload, 0, joined, parts.length, payload.length);
        parts = joined;
        return true;
    }

    /** Whether the message began as text. */
    boolean isText() {
        return text;
    }

    /** The whole message; the next one starts empty. */
    byte[] take() {
        byte[] whole = parts;
        parts = NOTHING;
        return whole;
    }
}
