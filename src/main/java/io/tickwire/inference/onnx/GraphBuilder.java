package io.tickwire.inference.onnx;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Builds a graph, operation by operation, and checks shapes while it does. Owner: the thread that builds.
 *
 * <p>Matrices only, except for sums over everything: that is all our networks need.
 */
public final class GraphBuilder {
    private final List<Value> inputs = new ArrayList<>();
    private final List<Value> outputs = new ArrayList<>();
    private final List<Constant> constants = new ArrayList<>();
    private final List<Node> nodes = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    /** A tensor that is given with each run. */
    public Value input(String name, long... dims) {
        Value value = named(name, DataType.FLOAT, dims);
        inputs.add(value);
        return value;
    }

    /** A tensor that stands in the file; the array is copied. */
    public Value constant(String name, float[] numbers, long... dims) {
        Value value = named(name, DataType.FLOAT, dims);
        constants.add(Constant.of(value, numbers));
        return value;
    }

    private Value constant(long... numbers) {
        Value value = named("index_" + constants.size(), DataType.INT64, numbers.length);
        constants.add(Constant.of(value, numbers));
        return value;
    }

    /** Makes a value visible outside under a name of its own. */
    public Value output(String name, Value value) {
        Value output = new Value(claimed(name), value.type(), value.dims());
        nodes.add(new Node(Op.IDENTITY, List.of(value), output, Map.of()));
        outputs.add(output);
        return output;
    }

    /** Matrix product without transposition. */
    public Value product(Value left, Value right) {
        return product(left, false, right, false);
    }

    Value product(Value left, boolean transLeft, Value right, boolean transRight) {
        long inner = left.dim(transLeft ? 0 : 1);
        check(inner == right.dim(transRight ? 1 : 0), "inner dimensions differ", left, right);
        return add(
                Op.GEMM,
                List.of(left, right),
                Map.of("transA", transLeft ? 1L : 0L, "transB", transRight ? 1L : 0L),
                left.dim(transLeft ? 1 : 0),
                right.dim(transRight ? 0 : 1));
    }

    /** {@code x · weights + bias}, the bias added to each row. */
    public Value linear(Value x, Value weights, Value bias) {
        check(x.dim(1) == weights.dim(0), "inner dimensions differ", x, weights);
        check(bias.dims().equals(List.of(weights.dim(1))), "one bias for each column", weights, bias);
        return add(Op.GEMM, List.of(x, weights, bias), Map.of(), x.dim(0), weights.dim(1));
    }

    public Value relu(Value x) {
        return sameShape(Op.RELU, x);
    }

    public Value abs(Value x) {
        return sameShape(Op.ABS, x);
    }

    Value sign(Value x) {
        return sameShape(Op.SIGN, x);
    }

    Value negative(Value x) {
        return sameShape(Op.NEG, x);
    }

    /** The same numbers, which {@link Backward} takes for constants. */
    public Value stopGradient(Value x) {
        return sameShape(Op.STOP_GRADIENT, x);
    }

    public Value add(Value left, Value right) {
        return sameShape(Op.ADD, left, right);
    }

    public Value subtract(Value left, Value right) {
        return sameShape(Op.SUB, left, right);
    }

    /** Element by element. */
    public Value multiply(Value left, Value right) {
        return sameShape(Op.MUL, left, right);
    }

    /** Element by element. */
    public Value divide(Value left, Value right) {
        return sameShape(Op.DIV, left, right);
    }

    /** Columns of the one, then columns of the other. */
    public Value columns(Value left, Value right) {
        check(left.dim(0) == right.dim(0), "numbers of rows differ", left, right);
        return add(Op.CONCAT, List.of(left, right), Map.of("axis", 1L), left.dim(0), left.dim(1) + right.dim(1));
    }

    /** Columns {@code from} up to and without {@code to}. */
    Value columnRange(Value x, long from, long to) {
        return add(Op.SLICE, List.of(x, constant(from), constant(to), constant(1)), Map.of(), x.dim(0), to - from);
    }

    /** The sum of all elements, a scalar. */
    public Value sum(Value x) {
        return add(Op.REDUCE_SUM, List.of(x), Map.of("keepdims", 0L));
    }

    /** The sum of each column: as long as a row. */
    Value sumOfRows(Value x) {
        return add(Op.REDUCE_SUM, List.of(x, constant(0)), Map.of("keepdims", 0L), x.dim(1));
    }

    /** A scalar in every place of a tensor shaped like another. */
    Value spread(Value scalar, Value like) {
        Value shape = named("shape_" + nodes.size(), DataType.INT64, like.dims().size());
        nodes.add(new Node(Op.SHAPE, List.of(like), shape, Map.of()));
        return add(Op.EXPAND, List.of(scalar, shape), Map.of(), dims(like));
    }

    /** What was built so far, in an order in which it can be computed. */
    List<Node> nodes() {
        return List.copyOf(nodes);
    }

    List<Value> inputs() {
        return List.copyOf(inputs);
    }

    List<Value> outputs() {
        return List.copyOf(outputs);
    }

    List<Constant> constants() {
        return List.copyOf(constants);
    }

    private Value sameShape(Op op, Value... operands) {
        for (Value operand : operands) {
            check(operand.dims().equals(operands[0].dims()), "shapes differ", operands);
        }
        return add(op, List.of(operands), Map.of(), dims(operands[0]));
    }

    private Value add(Op op, List<Value> operands, Map<String, Long> attributes, long... dims) {
        String name = op.name().toLowerCase(Locale.ROOT) + "_" + nodes.size();
        Value output = named(name, DataType.FLOAT, dims);
        nodes.add(new Node(op, operands, output, attributes));
        return output;
    }

    private Value named(String name, DataType type, long... dims) {
        return new Value(claimed(name), type, LongStream.of(dims).boxed().toList());
    }

    private String claimed(String name) {
        if (!names.add(name)) {
            throw new IllegalArgumentException("the graph has a value '" + name + "' already");
        }
        return name;
    }

    private static long[] dims(Value value) {
        return value.dims().stream().mapToLong(Long::longValue).toArray();
    }

    private static void check(boolean good, String problem, Value... values) {
        if (!good) {
            throw new IllegalArgumentException(
                    problem + ": " + Stream.of(values).map(Value::toString).collect(Collectors.joining(", ")));
        }
    }
}
