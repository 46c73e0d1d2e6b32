package io.tickwire.journal;

/** Reads what a {@link ByteSink} wrote. One thread. */
final class ByteSource {
    private final byte[] bytes;
    private final int end;
    private int at;

    ByteSource(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    int next() {
        if (at >= end) {
            throw new DamagedBlockException("it ends too early");
        }
        return bytes[at++];
    }

    long number() {
        byte first = (byte) next();
        if (first >= 0) {
            return first;
        }
        long value = first & 0x7F;
        for (int shift = 7; shift < Long.SIZE; shift += 7) {
            int more = next();
            value |= (long) (more & 0x7F) << shift;
            if (more >= 0) {
                return value;
            }
        }
        throw new DamagedBlockException("a number does not end");
    }

    long signed() {
        long value = number();
        return value >>> 1 ^ -(value & 1);
    }

    int fixed32() {
        int value = 0;
        for (int i = 0; i < Integer.BYTES; i++) {
            value |= (next() & 0xFF) << 8 * i;
        }
        return value;
    }

    long fixed64() {
        return fixed32() & 0xFFFF_FFFFL | (long) fixed32() << 32;
    }
}
