package io.tickwire.terminal.feeds;

import java.nio.charset.StandardCharsets;

/**
 * Numbers out of ASCII bytes without garbage. A result is the very double that {@code Double.parseDouble} gives:
 * up to 15 digits are exact as a long, powers of ten up to 10^22 are exact as doubles, and IEEE division rounds once.
 */
final class Decimals {
    static final long NOT_A_LONG = Long.MIN_VALUE;
    private static final int EXACT_DIGITS = 15;
    private static final int MAX_LONG_DIGITS = 18;
    private static final double[] POW10 = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    private Decimals() {}

    /** The decimal in {@code [from, to)}; NaN when it is not one, or not finite. Exponents are allowed. */
    static double parse(byte[] bytes, int from, int to) {
        int at = from < to && (bytes[from] == '-' || bytes[from] == '+') ? from + 1 : from;
        long mantissa = 0;
        int digits = 0;
        int scale = -1;
        for (int i = at; i < to; i++) {
            int digit = bytes[i] - '0';
            if (digit >= 0 && digit <= 9) {
                // Past 18 digits the value is only counted: the slow way will read it.
                mantissa = digits < MAX_LONG_DIGITS ? mantissa * 10 + digit : mantissa;
                digits += mantissa == 0 ? 0 : 1;
                scale += scale >= 0 ? 1 : 0;
            } else if (bytes[i] == '.' && scale < 0) {
                scale = 0;
            } else {
                return slowly(bytes, from, to);
            }
        }
        boolean empty = to - at <= (scale < 0 ? 0 : 1);
        if (empty || digits > EXACT_DIGITS || scale >= POW10.length) {
            return empty ? Double.NaN : slowly(bytes, from, to);
        }
        double value = scale > 0 ? mantissa / POW10[scale] : mantissa;
        return bytes[from] == '-' ? -value : value;
    }

    private static double slowly(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            // parseDouble would also take NaN, Infinity, hexadecimal, a trailing f or d, and white space.
            if ("0123456789+-.eE".indexOf(bytes[i]) < 0) {
                return Double.NaN;
            }
        }
        try {
            double value = Double.parseDouble(new String(bytes, from, to - from, StandardCharsets.US_ASCII));
            return Double.isFinite(value) ? value : Double.NaN;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** The digits in {@code [from, to)} as a number; {@link #NOT_A_LONG} when empty, not all digits, or above 18. */
    static long parseLong(byte[] bytes, int from, int to) {
        if (from >= to || to - from > MAX_LONG_DIGITS + 1) {
            return NOT_A_LONG;
        }
        long value = 0;
        for (int i = from; i < to; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return NOT_A_LONG;
            }
            value = value * 10 + digit;
        }
        return value < 0 ? NOT_A_LONG : value;
    }
}
