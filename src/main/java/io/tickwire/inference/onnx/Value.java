package io.tickwire.inference.onnx;

import java.util.List;
import java.util.Objects;

/**
 * A named tensor of a graph.
 *
 * @param dims its shape; {@link #BATCH} stands for the number of windows, which is known only when the graph runs
 */
public record Value(String name, DataType type, List<Long> dims) {
    /** A dimension that is open: {@code N} in the file. */
    public static final long BATCH = -1;

    public Value {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
        dims = List.copyOf(dims);
        if (dims.stream().anyMatch(dim -> dim < BATCH)) {
            throw new IllegalArgumentException(name + " has a negative dimension: " + dims);
        }
    }

    long dim(int axis) {
        return dims.get(axis);
    }
}
