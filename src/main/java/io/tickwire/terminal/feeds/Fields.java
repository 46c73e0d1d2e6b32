package io.tickwire.terminal.feeds;

import java.nio.charset.StandardCharsets;

/** The fields of the present line, as ranges of its bytes. Owner: one parser. */
final class Fields {
    private static final int MOST = 64;

    private final byte delimiter;
    private final int[] from = new int[MOST];
    private final int[] to = new int[MOST];
    private byte[] bytes = {};
    private int count;

    Fields(char delimiter) {
        this.delimiter = (byte) delimiter;
    }

    /** Takes a line apart; fields beyond the 64th are dropped. */
    Fields split(LineReader line) {
        bytes = line.bytes();
        int end = line.to();
        int start = line.from();
        count = 0;
        for (int i = start; i <= end && count < MOST; i++) {
            if (i == end || bytes[i] == delimiter) {
                add(start, i);
                start = i + 1;
            }
        }
        return this;
    }

    /** Blanks around a value do not belong to it. */
    private void add(int start, int end) {
        int first = start;
        int last = end;
        while (first < last && bytes[first] == ' ') {
            first++;
        }
        while (last > first && bytes[last - 1] == ' ') {
            last--;
        }
        from[count] = first;
        to[count++] = last;
    }

    int count() {
        return count;
    }

    boolean isEmpty(int index) {
        return index < 0 || index >= count || from[index] == to[index];
    }

    /** NaN when absent or not a finite number. */
    double decimal(int index) {
        return isEmpty(index) ? Double.NaN : Decimals.parse(bytes, from[index], to[index]);
    }

    /** {@link Decimals#NOT_A_LONG} when absent or not all digits. */
    long integer(int index) {
        return isEmpty(index) ? Decimals.NOT_A_LONG : Decimals.parseLong(bytes, from[index], to[index]);
    }

    String text(int index) {
        return new String(bytes, from[index], to[index] - from[index], StandardCharsets.UTF_8);
    }

    byte[] bytes() {
        return bytes;
    }

    int from(int index) {
        return from[index];
    }

    int to(int index) {
        return to[index];
    }
}
