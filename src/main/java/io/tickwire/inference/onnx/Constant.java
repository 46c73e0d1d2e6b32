package io.tickwire.inference.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A tensor whose numbers are in the file.
 *
 * @param raw the numbers, little-endian, rows one after the other, as {@code TensorProto.raw_data} wants them
 */
record Constant(Value value, byte[] raw) {

    static Constant of(Value value, float[] numbers) {
        checkCount(value, numbers.length);
        ByteBuffer raw = ByteBuffer.allocate(numbers.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(numbers);
        return new Constant(value, raw.array());
    }

    static Constant of(Value value, long[] numbers) {
        checkCount(value, numbers.length);
        ByteBuffer raw = ByteBuffer.allocate(numbers.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asLongBuffer().put(numbers);
        return new Constant(value, raw.array());
    }

    private static void checkCount(Value value, int count) {
        long expected = value.dims().stream().mapToLong(Long::longValue).reduce(1, Math::multiplyExact);
        if (expected != count) {
            throw new IllegalArgumentException(
                    value.name() + " has shape " + value.dims() + " and needs " + expected + " numbers, not " + count);
        }
    }
}
