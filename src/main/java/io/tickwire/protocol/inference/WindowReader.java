package io.tickwire.protocol.inference;

import io.tickwire.protocol.inference.Asked.Auth;
import io.tickwire.protocol.inference.Asked.Closes;
import io.tickwire.protocol.inference.Asked.Malformed;
import io.tickwire.protocol.inference.Asked.Stop;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads the text of one window. Its memory is used again for the next one. Owner: one thread. */
public final class WindowReader {
    /** An encoder of 96 and the newest close, which is still forming. */
    public static final int MIN_CLOSES = 97;

    /** Of a longer window the newest ones are kept: what waits for a model stays bounded. */
    public static final int MAX_KEPT = 4096;

    private static final int SHOWN = 20;
    private static final int ROOM = 1024;
    private static final String STOP = "stop";
    private static final String AUTH = "auth ";

    private final DecimalParser number = new DecimalParser();
    private double[] values = new double[ROOM];

    /** What is said in {@code [from, to)}; NUL, newline and white space at both ends do not count. */
    public Asked read(byte[] bytes, int from, int to) {
        int first = from;
        int end = to;
        while (end > first && isOutside(bytes[end - 1])) {
            end--;
        }
        while (first < end && isOutside(bytes[first])) {
            first++;
        }
        if (begins(bytes, first, end, STOP) && end - first == STOP.length()) {
            return new Stop();
        }
        if (begins(bytes, first, end, AUTH)) {
            return new Auth(
                    new String(bytes, first + AUTH.length(), end - first - AUTH.length(), StandardCharsets.ISO_8859_1)
                            .strip());
        }
        return first == end ? tooFew(0) : closes(bytes, first, end);
    }

    private Asked closes(byte[] bytes, int from, int to) {
        int count = 0;
        int at = from;
        while (at < to) {
            int begin = skipSpaces(bytes, at, to);
            int end = number.read(bytes, begin, to);
            at = skipSpaces(bytes, end, to);
            if (end == begin || at < to && bytes[at] != ',') {
                return notANumber(count + 1, bytes, begin, to);
            }
            if (Double.isInfinite(number.value())) {
                return malformed(count + 1, shown(bytes, begin, end), "is too large for a number: send prices");
            }
            if (count == values.length) {
                values = Arrays.copyOf(values, 2 * count);
            }
            values[count++] = number.value();
            at++;
        }
        return count < MIN_CLOSES
                ? tooFew(count)
                : new Closes(Arrays.copyOfRange(values, Math.max(0, count - MAX_KEPT), count));
    }

    private static Malformed notANumber(int position, byte[] bytes, int from, int to) {
        int end = from;
        while (end < to && bytes[end] != ',') {
            end++;
        }
        return end == from
                ? new Malformed("value " + position + " is empty: send one number between two commas")
                : malformed(position, shown(bytes, from, end), "is not a number: send decimals joined by commas");
    }

    private static Malformed malformed(int position, String text, String what) {
        return new Malformed("value " + position + " '" + text + "' " + what);
    }

    private static Malformed tooFew(int count) {
        return new Malformed(count + " closes, at least " + MIN_CLOSES + " are needed");
    }

    /** What came, for people: never long, never with bytes that a terminal would obey. */
    private static String shown(byte[] bytes, int from, int to) {
        StringBuilder text = new StringBuilder(SHOWN);
        for (int i = from; i < to && i < from + SHOWN; i++) {
            text.append(bytes[i] >= ' ' && bytes[i] < 0x7F ? (char) bytes[i] : '?');
        }
        return text.toString().strip() + (to - from > SHOWN ? "..." : "");
    }

    private static boolean begins(byte[] bytes, int from, int to, String word) {
        boolean begins = to - from >= word.length();
        for (int i = 0; begins && i < word.length(); i++) {
            begins = bytes[from + i] == word.charAt(i);
        }
        return begins;
    }

    private static int skipSpaces(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && WindowFramer.isSpace(bytes[at])) {
            at++;
        }
        return at;
    }

    private static boolean isOutside(byte letter) {
        return WindowFramer.isSpace(letter) || WindowFramer.isTerminator(letter);
    }
}
