package io.tickwire.protocol.mqtt;

/** Well-formed UTF-8, RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF. Pure. */
public final class Utf8 {
    private Utf8() {}

    /** Whether so many bytes are whole characters; U+0000 is one of them. */
    public static boolean isValid(byte[] bytes, int from, int length) {
        throw new UnsupportedOperationException("not yet " + bytes.length + from + length);
    }
}
