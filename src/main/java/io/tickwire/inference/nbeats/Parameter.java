package io.tickwire.inference.nbeats;

import java.util.List;

/**
 * One weight matrix or bias.
 *
 * @param dims rows and columns, or the length of a bias
 * @param fanIn numbers that flow into each neuron it belongs to
 * @param offset of its first number among the numbers of all parameters
 */
public record Parameter(String name, List<Long> dims, int fanIn, int offset) {

    public Parameter {
        dims = List.copyOf(dims);
    }

    /** How many numbers. */
    public int size() {
        return (int) dims.stream().mapToLong(Long::longValue).reduce(1, Math::multiplyExact);
    }

    public long[] shape() {
        return dims.stream().mapToLong(Long::longValue).toArray();
    }
}
