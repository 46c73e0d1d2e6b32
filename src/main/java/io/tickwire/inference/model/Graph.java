package io.tickwire.inference.model;

import java.util.List;

/**
 * A network that computes rows of numbers from rows of numbers. Any thread may open lanes; a lane belongs to one thread
 * at a time. Close it only when no lane runs: the engine under it does not survive that.
 */
public interface Graph extends AutoCloseable {

    /** Values of a row that goes in. */
    int rowSize();

    /** What comes out, in the order of the graph. */
    List<Output> outputs();

    /** Buffers for runs of so many rows at most, reused from run to run. */
    Lane lane(int maxRows) throws GraphException;

    @Override
    void close();

    /**
     * @param rowShape without the rows' dimension; empty = one value
     */
    record Output(String name, List<Integer> rowShape) {
        /** Values of a row; computed anew each time. */
        public int rowSize() {
            return rowShape.stream().reduce(1, (left, right) -> left * right);
        }
    }

    /** The place where one thread runs it. */
    interface Lane extends AutoCloseable {

        /** Sets what goes in. */
        void put(int row, float[] values, int from);

        /** Computes the first rows. Blocks. */
        void run(int rows) throws GraphException;

        /** A value that came out of the last run. */
        float get(int output, int row, int index);

        /** The values of one row of an output, in double. */
        default void get(int output, int row, double[] into) {
            for (int i = 0; i < into.length; i++) {
                into[i] = get(output, row, i);
            }
        }

        @Override
        void close();
    }
}
