package io.tickwire.protocol.mqtt;

/** Well-formed UTF-8, RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF. Pure. */
public final class Utf8 {
    private Utf8() {}

    /** Whether so many bytes are whole characters; U+0000 is one of them. */
    public static boolean isValid(byte[] bytes, int from, int length) {
        int end = from + length;
        int at = from;
        while (at < end) {
            int size = bytes[at] >= 0 ? 1 : sizeOf(bytes, at, end);
            if (size == 0) {
                return false;
            }
            at += size;
        }
        return true;
    }

    /** Bytes of the character that begins here and is not ASCII; 0 = not well-formed. Unicode 15.0 table 3-7. */
    private static int sizeOf(byte[] bytes, int at, int end) {
        int first = bytes[at] & 0xFF;
        int size = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
        if (first < 0xC2 || first > 0xF4 || end - at < size) {
            return 0;
        }
        int second = bytes[at + 1] & 0xFF;
        int least = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
        int most = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
        if (second < least || second > most) {
            return 0;
        }
        for (int i = 2; i < size; i++) {
            if ((bytes[at + i] & 0xC0) != 0x80) {
                return 0;
            }
        }
        return size;
    }
}
