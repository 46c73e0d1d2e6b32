package io.tickwire.execution;

import java.util.UUID;

/** The mark in an order's comment that proves later which signal it came from; MetaTrader keeps 31 characters. */
final class OrderTag {
    private static final int HEX_DIGITS = 16;

    private OrderTag() {}

    static String of(UUID signalId) {
        return "tw:" + signalId.toString().replace("-", "").substring(0, HEX_DIGITS);
    }
}
