package io.tickwire.inference.nbeats;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the float initialisers of an ONNX file, and nothing else of it. */
final class OnnxWeights {
    private static final int GRAPH = 7;
    private static final int INITIALIZER = 5;
    private static final int NAME = 8;
    private static final int RAW_DATA = 9;

    private OnnxWeights() {}

    /** @return by name, in the order of the file */
    static Map<String, float[]> of(byte[] model) {
        Map<String, float[]> weights = new LinkedHashMap<>();
        fields(ByteBuffer.wrap(model), (field, graph) -> {
            if (field == GRAPH) {
                fields(graph, (inner, tensor) -> {
                    if (inner == INITIALIZER) {
                        tensor(tensor, weights);
                    }
                });
            }
        });
        return weights;
    }

    private interface Visitor {
        void lengthDelimited(int field, ByteBuffer content);
    }

    private static void tensor(ByteBuffer tensor, Map<String, float[]> weights) {
        String[] name = {""};
        float[][] numbers = {{}};
        fields(tensor, (field, content) -> {
            if (field == NAME) {
                name[0] = StandardCharsets.UTF_8.decode(content).toString();
            } else if (field == RAW_DATA) {
                FloatBuffer floats = content.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
                numbers[0] = new float[floats.remaining()];
                floats.get(numbers[0]);
            }
        });
        weights.put(name[0], numbers[0]);
    }

    private static void fields(ByteBuffer message, Visitor visitor) {
        while (message.hasRemaining()) {
            long tag = varint(message);
            switch ((int) (tag & 7)) {
                case 0 -> varint(message);
                case 2 -> {
                    int length = (int) varint(message);
                    visitor.lengthDelimited((int) (tag >>> 3), message.slice(message.position(), length));
                    message.position(message.position() + length);
                }
                case 5 -> message.position(message.position() + 4);
                default -> throw new IllegalArgumentException("wire type " + (tag & 7));
            }
        }
    }

    private static long varint(ByteBuffer message) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = message.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }
}
