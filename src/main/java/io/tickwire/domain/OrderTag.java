package io.tickwire.domain;

import java.util.UUID;

/** The mark in an order's comment that proves later which signal it came from; MetaTrader keeps 31 characters. */
public final class OrderTag {
    private static final String PREFIX = "tw:";
    private static final int HEX_DIGITS = 16;

    private OrderTag() {}

    public static String of(UUID signalId) {
        return PREFIX + signalId.toString().replace("-", "").substring(0, HEX_DIGITS);
    }

    /** Whether a position or order with this comment was made by somebody else: by hand, or by another program. */
    public static boolean isExternal(String comment) {
        return !comment.startsWith(PREFIX);
    }
}
