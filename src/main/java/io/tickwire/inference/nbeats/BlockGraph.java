package io.tickwire.inference.nbeats;

import io.tickwire.inference.onnx.GraphBuilder;
import io.tickwire.inference.onnx.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Appends blocks to a graph. Owner: who builds the graph. */
final class BlockGraph {
    private final GraphBuilder graph;
    private final NBeatsShape shape;
    private final Map<Parameter, Value> weights;
    /** Blocks of a stack read the same functions: once in the file is enough. */
    private final Map<String, Value> bases = new HashMap<>();

    /** What a block explains of the past, and what it says of the future. */
    record Sides(Value backcast, Value forecast) {}

    BlockGraph(GraphBuilder graph, NBeatsShape shape, Map<Parameter, Value> weights) {
        this.graph = graph;
        this.shape = shape;
        this.weights = weights;
    }

    Sides append(NBeats.Stack stack, BlockParameters block, Value residual) {
        Value hidden = residual;
        for (BlockParameters.Affine layer : block.layers()) {
            hidden = graph.relu(linear(hidden, layer));
        }
        Value last = hidden;
        List<Value> coefficients = block.coefficients().stream()
                .map(theta -> graph.product(last, weights.get(theta)))
                .toList();
        Value first = coefficients.get(0);
        Value second = coefficients.get(coefficients.size() - 1);
        if (stack.basis() == null) {
            return new Sides(
                    linear(first, block.learned().get(0)),
                    linear(second, block.learned().get(1)));
        }
        Basis basis = stack.basis();
        return new Sides(
                graph.product(
                        first,
                        functions(stack.name() + "_backcast", basis.backcast(), basis.terms(), shape.lookback())),
                graph.product(
                        second,
                        functions(stack.name() + "_forecast", basis.forecast(), basis.terms(), shape.horizon())));
    }

    private Value functions(String name, float[] values, int terms, int points) {
        return bases.computeIfAbsent(name, key -> graph.constant(key, values, terms, points));
    }

    private Value linear(Value x, BlockParameters.Affine layer) {
        return graph.linear(x, weights.get(layer.weights()), weights.get(layer.bias()));
    }
}
