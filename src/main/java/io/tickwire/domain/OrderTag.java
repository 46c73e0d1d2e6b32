package io.tickwire.domain;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * The mark in an order's comment that proves later which signal it came from: all 128 bits of the signal's id in 22
 * characters, because MetaTrader keeps 31 and ids that begin alike are common.
 */
public final class OrderTag {
    private static final String PREFIX = "tw:";
    private static final int LENGTH = PREFIX.length() + 22;
    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

    private OrderTag() {}

    public static String of(UUID signalId) {
        byte[] bits = ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(signalId.getMostSignificantBits())
                .putLong(signalId.getLeastSignificantBits())
                .array();
        return PREFIX + TEXT.encodeToString(bits);
    }

    /** The tag in a comment, wherever a broker put it; empty when there is none. */
    public static Optional<String> in(String comment) {
        int start = comment.indexOf(PREFIX);
        return start >= 0 && comment.length() >= start + LENGTH
                ? Optional.of(comment.substring(start, start + LENGTH))
                : Optional.empty();
    }

    /** Whether a position or order with this comment was made by somebody else: by hand, or by another program. */
    public static boolean isExternal(String comment) {
        return !comment.startsWith(PREFIX);
    }
}
