package io.tickwire.edge.frames;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Takes the mask off a payload (RFC 6455 §5.3). */
final class Mask {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int KEY_BYTES = 4;

    private Mask() {}

    /**
     * Unmasks in place.
     *
     * @param key the frame's masking key
     * @param offset of the first byte in its frame
     */
    static void remove(byte[] bytes, int from, int to, int key, long offset) {
        int turned = Integer.rotateLeft(key, Byte.SIZE * (int) (offset % KEY_BYTES));
        long twice = (long) turned << Integer.SIZE | turned & 0xFFFFFFFFL;
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            LONGS.set(bytes, at, (long) LONGS.get(bytes, at) ^ twice);
        }
        for (int i = 0; at < to; at++, i++) {
            bytes[at] ^= (byte) (twice >>> Long.SIZE - Byte.SIZE - Byte.SIZE * i);
        }
    }
}
