package io.tickwire.edge.frames;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Checks UTF-8 (RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF) as it arrives. One thread. */
final class Utf8Stream {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final int LOWEST = 0x80;
    private static final int HIGHEST = 0xBF;

    /** Bytes that the character under way still needs. */
    private int missing;

    /** Bounds of the next one of them. */
    private int low = LOWEST;

    private int high = HIGHEST;

    /** Takes more of the text. False as soon as no continuation could make it UTF-8. */
    boolean accept(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            if (missing == 0) {
                at = skipAscii(bytes, at, to);
                if (at == to) {
                    return true;
                }
                if (!lead(bytes[at] & 0xFF)) {
                    return false;
                }
            } else if (!follow(bytes[at] & 0xFF)) {
                return false;
            }
            at++;
        }
        return true;
    }

    private static int skipAscii(byte[] bytes, int from, int to) {
        int at = from;
        while (at + Long.BYTES <= to && ((long) LONGS.get(bytes, at) & HIGH_BITS) == 0) {
            at += Long.BYTES;
        }
        while (at < to && bytes[at] >= 0) {
            at++;
        }
        return at;
    }

    /** The table of RFC 3629 §4. */
    private boolean lead(int first) {
        if (first >= 0xC2 && first <= 0xDF) {
            missing = 1;
        } else if (first >= 0xE0 && first <= 0xEF) {
            missing = 2;
            low = first == 0xE0 ? 0xA0 : LOWEST;
            high = first == 0xED ? 0x9F : HIGHEST;
        } else if (first >= 0xF0 && first <= 0xF4) {
            missing = 3;
            low = first == 0xF0 ? 0x90 : LOWEST;
            high = first == 0xF4 ? 0x8F : HIGHEST;
        } else {
            return false;
        }
        return true;
    }

    private boolean follow(int next) {
        if (next < low || next > high) {
            return false;
        }
        low = LOWEST;
        high = HIGHEST;
        missing--;
        return true;
    }

    /** Whether the text does not end inside a character. */
    boolean isComplete() {
        return missing == 0;
    }
}
