package io.tickwire.inference.nbeats;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The parameters of a network, laid one after the other in one array.
 *
 * @param list in the order of the network
 */
public record Parameters(List<Parameter> list) {

    public Parameters {
        list = List.copyOf(list);
    }

    /** How many numbers in all. */
    public int size() {
        return list.stream().mapToInt(Parameter::size).sum();
    }

    /**
     * Numbers to begin with: evenly in ±1/√fanIn, as PyTorch's {@code Linear} begins.
     *
     * @return the same for the same seed
     */
    public float[] initial(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[size()];
        for (Parameter parameter : list) {
            double bound = 1 / Math.sqrt(parameter.fanIn());
            for (int i = 0; i < parameter.size(); i++) {
                values[parameter.offset() + i] = (float) random.nextDouble(-bound, bound);
            }
        }
        return values;
    }

    /** Lays parameters out while a network is walked. Owner: who walks. */
    static final class Layout {
        private final List<Parameter> list = new ArrayList<>();
        private int size;

        Parameter matrix(String name, int rows, int columns) {
            return added(name, List.of((long) rows, (long) columns), rows);
        }

        Parameter bias(String name, int length, int fanIn) {
            return added(name, List.of((long) length), fanIn);
        }

        private Parameter added(String name, List<Long> dims, int fanIn) {
            Parameter parameter = new Parameter(name, dims, fanIn, size);
            list.add(parameter);
            size += parameter.size();
            return parameter;
        }

        Parameters parameters() {
            return new Parameters(list);
        }
    }
}
