package io.tickwire.inference.nbeats;

import io.tickwire.inference.onnx.GraphBuilder;
import io.tickwire.inference.onnx.OnnxWriter;
import io.tickwire.inference.onnx.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A network of a shape: its parameters, its graph, and its file. Immutable, any thread. */
public final class NBeats {
    /** Names that a model's file has. */
    public static final String INPUT = "x";

    public static final String FORECAST = "forecast";
    public static final String TREND = "trend";
    public static final String SEASONALITY = "seasonality";

    private final NBeatsShape shape;
    private final Parameters parameters;
    private final List<Stack> stacks;

    /**
     * @param basis null when it is learned
     * @param blocks those with shared weights are the same object
     */
    record Stack(String name, Expansion expansion, Basis basis, List<BlockParameters> blocks) {}

    public NBeats(NBeatsShape shape) {
        this.shape = shape;
        Parameters.Layout layout = new Parameters.Layout();
        List<Stack> laid = new ArrayList<>();
        for (StackShape stack : shape.stacks()) {
            laid.add(stack(layout, "s" + laid.size(), stack));
        }
        this.stacks = List.copyOf(laid);
        this.parameters = layout.parameters();
    }

    private Stack stack(Parameters.Layout layout, String name, StackShape stack) {
        Basis basis = stack.expansion() == Expansion.LEARNED
                ? null
                : stack.expansion().basis(stack.size(), shape.lookback(), shape.horizon());
        int terms = basis == null ? stack.size() : basis.terms();
        List<BlockParameters> blocks = new ArrayList<>();
        for (int b = 0; b < stack.blocks(); b++) {
            blocks.add(
                    b > 0 && stack.shared()
                            ? blocks.get(0)
                            : BlockParameters.of(layout, name + "_b" + b + "_", shape, stack, terms));
        }
        return new Stack(name, stack.expansion(), basis, List.copyOf(blocks));
    }

    public NBeatsShape shape() {
        return shape;
    }

    public Parameters parameters() {
        return parameters;
    }

    /**
     * Appends the network to a graph.
     *
     * @param x the lookback of each window, {@code [N, lookback]}
     * @param weights the value of each parameter
     */
    public NBeatsOutputs append(GraphBuilder graph, Value x, Map<Parameter, Value> weights) {
        BlockGraph blocks = new BlockGraph(graph, shape, weights);
        NBeatsOutputs outputs = new NBeatsOutputs(graph, x);
        for (Stack stack : stacks) {
            for (BlockParameters block : stack.blocks()) {
                outputs.add(stack.expansion().kind(), blocks.append(stack, block, outputs.residual()));
            }
        }
        return outputs;
    }

    /**
     * The file of a trained network: {@code x} float [N, lookback] in, {@code forecast} [N, horizon], {@code trend} and
     * {@code seasonality} [N, lookback + horizon] out, all in normalised units.
     *
     * @param numbers of all parameters, as {@link Parameters} lays them
     * @param about what the file says of itself
     */
    public byte[] toOnnx(float[] numbers, Map<String, String> about) {
        GraphBuilder graph = new GraphBuilder();
        Value x = graph.input(INPUT, Value.BATCH, shape.lookback());
        Map<Parameter, Value> weights = new HashMap<>();
        for (Parameter parameter : parameters.list()) {
            float[] own = Arrays.copyOfRange(numbers, parameter.offset(), parameter.offset() + parameter.size());
            weights.put(parameter, graph.constant(parameter.name(), own, parameter.shape()));
        }
        NBeatsOutputs outputs = append(graph, x, weights);
        graph.output(FORECAST, outputs.forecast());
        graph.output(TREND, outputs.trend(x));
        graph.output(SEASONALITY, outputs.seasonality(x));
        return OnnxWriter.write(graph, "nbeats", about);
    }
}
