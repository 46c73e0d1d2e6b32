package io.tickwire.protocol.inference;

import java.nio.charset.StandardCharsets;

/**
 * Reads decimal numbers out of bytes, each the very double that {@link Double#parseDouble} gives: a mantissa up to 2^53
 * and a power of ten up to 10^22 are both exact as doubles, so one IEEE operation on them rounds once (Clinger 1990);
 * whatever is longer is read by {@code parseDouble} itself. Owner: one thread.
 */
public final class DecimalParser {
    private static final int MAX_LONG_DIGITS = 18;
    private static final long MAX_EXACT = 1L << 53;
    private static final int MAX_EXPONENT = 100_000;
    private static final double[] POW10 = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    private double value;

    /** The number that was read last; infinite when it is beyond the range of doubles. */
    public double value() {
        return value;
    }

    /**
     * Reads the longest decimal at the beginning of {@code [from, to)}: sign, digits with or without a point, exponent.
     * No NaN, no Infinity, no hexadecimal, no type suffix.
     *
     * @return where it ends, or {@code from} when there is none
     */
    public int read(byte[] bytes, int from, int to) {
        int at = from < to && (bytes[from] == '-' || bytes[from] == '+') ? from + 1 : from;
        int first = at;
        long mantissa = 0;
        int digits = 0;
        int point = -1;
        for (; at < to; at++) {
            int digit = bytes[at] - '0';
            if (digit >= 0 && digit <= 9) {
                if (digits < MAX_LONG_DIGITS) {
                    mantissa = mantissa * 10 + digit;
                }
                digits += mantissa == 0 ? 0 : 1;
            } else if (bytes[at] == '.' && point < 0) {
                point = at;
            } else {
                break;
            }
        }
        if (at - first == (point < 0 ? 0 : 1)) {
            return from;
        }
        int scale = point < 0 ? 0 : at - point - 1;
        int end = at < to && (bytes[at] | 0x20) == 'e' ? exponentEnd(bytes, at, to) : at;
        int exponent = end == at ? -scale : exponent(bytes, at + 1, end) - scale;
        if (digits > MAX_LONG_DIGITS || mantissa > MAX_EXACT || exponent >= POW10.length || exponent <= -POW10.length) {
            value = Double.parseDouble(new String(bytes, from, end - from, StandardCharsets.ISO_8859_1));
            return end;
        }
        double positive = exponent < 0 ? mantissa / POW10[-exponent] : mantissa * POW10[exponent];
        value = bytes[from] == '-' ? -positive : positive;
        return end;
    }

    /** Behind the exponent's digits; without digits there is no exponent, and the number ends before the letter. */
    private static int exponentEnd(byte[] bytes, int letter, int to) {
        int at = letter + 1;
        if (at < to && (bytes[at] == '-' || bytes[at] == '+')) {
            at++;
        }
        int first = at;
        while (at < to && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        return at == first ? letter : at;
    }

    private static int exponent(byte[] bytes, int from, int to) {
        boolean signed = bytes[from] == '-' || bytes[from] == '+';
        int exponent = 0;
        for (int i = signed ? from + 1 : from; i < to; i++) {
            // Far beyond what the fast way takes, it need not be exact any more.
            exponent = Math.min(exponent * 10 + bytes[i] - '0', MAX_EXPONENT);
        }
        return bytes[from] == '-' ? -exponent : exponent;
    }
}
