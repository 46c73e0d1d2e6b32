package io.tickwire.inference.train;

import io.tickwire.inference.nbeats.NBeats;
import io.tickwire.inference.nbeats.NBeatsOutputs;
import io.tickwire.inference.nbeats.Parameter;
import io.tickwire.inference.onnx.Backward;
import io.tickwire.inference.onnx.GraphBuilder;
import io.tickwire.inference.onnx.OnnxWriter;
import io.tickwire.inference.onnx.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A network and its loss as a graph whose weights are inputs; with gradients for learning, without for measuring.
 *
 * @param model the ONNX file
 * @param learned parameters that the file has gradients of; the loss does not depend on the others
 */
record TrainingGraph(byte[] model, List<Parameter> learned) {
    static final String TARGET = "target";
    static final String WEIGHT = "weight";
    static final String OFFSET = "offset";
    static final String BACKCAST_WEIGHT = "backcast_weight";
    static final String LOSS = "loss";
    static final String GRADIENT = "gradient_of_";

    /** What is learned from: the loss of the forecast and, when it counts, that of the backcast; with gradients. */
    static TrainingGraph learning(NBeats network, Loss loss, boolean backcast) {
        return of(network, loss, backcast, true);
    }

    /** What is measured: the loss of the forecast. */
    static TrainingGraph measuring(NBeats network, Loss loss) {
        return of(network, loss, false, false);
    }

    private static TrainingGraph of(NBeats network, Loss loss, boolean backcast, boolean backward) {
        GraphBuilder graph = new GraphBuilder();
        int horizon = network.shape().horizon();
        Value x = graph.input(NBeats.INPUT, Value.BATCH, network.shape().lookback());
        Value target = graph.input(TARGET, Value.BATCH, horizon);
        Value weight = graph.input(WEIGHT, Value.BATCH, horizon);
        Value offset = graph.input(OFFSET, Value.BATCH, horizon);
        Value backcastWeight =
                graph.input(BACKCAST_WEIGHT, Value.BATCH, network.shape().lookback());
        Map<Parameter, Value> parameters = new LinkedHashMap<>();
        for (Parameter parameter : network.parameters().list()) {
            parameters.put(parameter, graph.input(parameter.name(), parameter.shape()));
        }
        NBeatsOutputs outputs = network.append(graph, x, parameters);
        Value sum = loss.append(graph, outputs.forecast(), target, weight, offset);
        if (backcast) {
            sum = graph.add(sum, graph.sum(graph.multiply(graph.abs(outputs.residual()), backcastWeight)));
        }
        List<Parameter> learned = new ArrayList<>();
        if (backward) {
            Map<Value, Value> gradients = Backward.gradients(graph, sum, parameters.values());
            parameters.forEach((parameter, value) -> {
                if (gradients.containsKey(value)) {
                    graph.output(GRADIENT + parameter.name(), gradients.get(value));
                    learned.add(parameter);
                }
            });
        }
        graph.output(LOSS, sum);
        return new TrainingGraph(OnnxWriter.write(graph, "training", Map.of()), List.copyOf(learned));
    }
}
