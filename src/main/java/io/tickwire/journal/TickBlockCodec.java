package io.tickwire.journal;

import java.util.zip.CRC32C;

/**
 * Blocks of ticks as bytes: column by column, times and prices as differences to the one before. Every double comes
 * back bit for bit: prices that are not multiples of a decimal step are written as they are. Pure.
 *
 * <pre>
 * version  count  first time  time differences
 * scale  bids  spreads           scale 0 to 8: multiples of 10^-scale; 15: eight bytes each
 * scale  last prices             scale 14: all are zero
 * scale  volumes
 * flags                          0 and the one value of all, or 1 and each
 * CRC-32C of all before
 * </pre>
 */
public final class TickBlockCodec {
    private static final int VERSION = 1;
    private static final int RAW = 15;
    private static final int ZERO = 14;
    private static final int CRC_BYTES = 4;
    private static final int MAX_TICKS = 1 << 20;
    private static final int MAX_SCALE = 8;
    private static final double EXACT = 1L << 52;
    private static final double[] POW10 = {1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8};

    private TickBlockCodec() {}

    public static byte[] encode(TickBlock block) {
        ByteSink out = new ByteSink(32 + 8 * block.size());
        out.put(VERSION);
        out.number(block.size());
        times(block.timesMsc(), out);
        quotes(block, out);
        column(block.lasts(), out);
        column(block.volumes(), out);
        flags(block.flags(), out);
        out.fixed32(crc(out.bytes(), out.size()));
        return out.toArray();
    }

    private static void times(long[] times, ByteSink out) {
        long before = 0;
        for (long time : times) {
            out.signed(time - before);
            before = time;
        }
    }

    private static void quotes(TickBlock block, ByteSink out) {
        int scale = Math.max(scale(block.bids(), 0), scale(block.asks(), 0));
        // Two columns that each fit a scale of their own need not fit the larger one bit for bit.
        boolean fits = scale <= MAX_SCALE && fits(block.bids(), scale) && fits(block.asks(), scale);
        out.put(fits ? scale : RAW);
        if (!fits) {
            raw(block.bids(), out);
            raw(block.asks(), out);
            return;
        }
        scaled(block.bids(), scale, out);
        long before = 0;
        for (int i = 0; i < block.size(); i++) {
            long spread = steps(block.asks()[i], scale) - steps(block.bids()[i], scale);
            out.signed(spread - before);
            before = spread;
        }
    }

    private static void column(double[] values, ByteSink out) {
        if (allZero(values)) {
            out.put(ZERO);
            return;
        }
        int scale = scale(values, 0);
        out.put(scale);
        if (scale == RAW) {
            raw(values, out);
        } else {
            scaled(values, scale, out);
        }
    }

    private static void flags(int[] flags, ByteSink out) {
        boolean same = true;
        for (int flag : flags) {
            same &= flag == flags[0];
        }
        out.put(same ? 0 : 1);
        for (int i = 0; i < (same ? Math.min(1, flags.length) : flags.length); i++) {
            out.signed(flags[i]);
        }
    }

    private static boolean allZero(double[] values) {
        for (double value : values) {
            if (Double.doubleToRawLongBits(value) != 0) {
                return false;
            }
        }
        return true;
    }

    /** Least scale from this one on that all fit; {@link #RAW} when there is none. */
    private static int scale(double[] values, int least) {
        int scale = least;
        for (double value : values) {
            while (scale <= MAX_SCALE && !fits(value, scale)) {
                scale++;
            }
        }
        return scale <= MAX_SCALE && fits(values, scale) ? scale : RAW;
    }

    private static boolean fits(double[] values, int scale) {
        for (double value : values) {
            if (!fits(value, scale)) {
                return false;
            }
        }
        return true;
    }

    private static boolean fits(double value, int scale) {
        double steps = Math.rint(value * POW10[scale]);
        return Math.abs(steps) < EXACT
                && Double.doubleToRawLongBits((long) steps / POW10[scale]) == Double.doubleToRawLongBits(value);
    }

    private static long steps(double value, int scale) {
        return (long) Math.rint(value * POW10[scale]);
    }

    private static void scaled(double[] values, int scale, ByteSink out) {
        long before = 0;
        for (double value : values) {
            long steps = steps(value, scale);
            out.signed(steps - before);
            before = steps;
        }
    }

    private static void raw(double[] values, ByteSink out) {
        for (double value : values) {
            out.fixed64(Double.doubleToRawLongBits(value));
        }
    }

    private static int crc(byte[] bytes, int size) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, size);
        return (int) crc.getValue();
    }

    /** @throws DamagedBlockException when these are not the bytes that were written */
    public static TickBlock decode(byte[] bytes) {
        int end = bytes.length - CRC_BYTES;
        if (end < 2 || new ByteSource(bytes, end, bytes.length).fixed32() != crc(bytes, end)) {
            throw new DamagedBlockException("its check sum is wrong");
        }
        ByteSource in = new ByteSource(bytes, 0, end);
        int version = in.next();
        if (version != VERSION) {
            throw new DamagedBlockException("it has version " + version + ", this release knows " + VERSION);
        }
        long count = in.number();
        if (count < 0 || count > MAX_TICKS) {
            throw new DamagedBlockException("it says that it has " + count + " ticks");
        }
        TickBlock block = TickBlock.empty((int) count);
        long time = 0;
        for (int i = 0; i < count; i++) {
            time += in.signed();
            block.timesMsc()[i] = time;
        }
        readQuotes(block, in);
        readColumn(block.lasts(), in);
        readColumn(block.volumes(), in);
        boolean same = in.next() == 0;
        for (int i = 0; i < count; i++) {
            block.flags()[i] = same && i > 0 ? block.flags()[0] : (int) in.signed();
        }
        return block;
    }

    private static void readQuotes(TickBlock block, ByteSource in) {
        int scale = in.next();
        if (scale == RAW) {
            readRaw(block.bids(), in);
            readRaw(block.asks(), in);
            return;
        }
        double unit = unit(scale);
        int size = block.size();
        long[] bids = new long[size];
        long steps = 0;
        for (int i = 0; i < size; i++) {
            steps += in.signed();
            bids[i] = steps;
            block.bids()[i] = steps / unit;
        }
        long spread = 0;
        for (int i = 0; i < size; i++) {
            spread += in.signed();
            block.asks()[i] = (bids[i] + spread) / unit;
        }
    }

    private static void readColumn(double[] values, ByteSource in) {
        int scale = in.next();
        if (scale == ZERO) {
            return;
        }
        if (scale == RAW) {
            readRaw(values, in);
            return;
        }
        double unit = unit(scale);
        long steps = 0;
        for (int i = 0; i < values.length; i++) {
            steps += in.signed();
            values[i] = steps / unit;
        }
    }

    private static void readRaw(double[] values, ByteSource in) {
        for (int i = 0; i < values.length; i++) {
            values[i] = Double.longBitsToDouble(in.fixed64());
        }
    }

    private static double unit(int scale) {
        if (scale < 0 || scale > MAX_SCALE) {
            throw new DamagedBlockException("it has scale " + scale);
        }
        return POW10[scale];
    }
}
