package io.tickwire.inference.train;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.tickwire.inference.nbeats.NBeats;
import io.tickwire.inference.nbeats.Parameter;
import io.tickwire.inference.onnx.Ort;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs the training graph on one batch at a time. All tensors lie in buffers of ours that are made once: nothing is
 * allocated or copied between steps but the weights in and the gradients out. Owner: the training thread, which closes.
 */
final class Engine implements AutoCloseable {
    private final OrtEnvironment environment = Ort.environment();
    private final List<AutoCloseable> open = new ArrayList<>();
    private final Map<String, OnnxTensor> inputs = new HashMap<>();
    private final Map<String, OnnxTensor> gradientOutputs = new HashMap<>();
    private final Map<String, OnnxTensor> lossOutput;
    private final FloatBuffer weights;
    private final FloatBuffer gradients;
    private final FloatBuffer loss = Batch.direct(1);
    private final OrtSession forward;
    private final OrtSession backward;

    Engine(NBeats network, TrainingPlan plan, Batch batch) throws OrtException {
        weights = Batch.direct(network.parameters().size());
        gradients = Batch.direct(network.parameters().size());
        try {
            TrainingGraph learning = TrainingGraph.learning(network, plan.loss(), plan.backcastLoss() > 0);
            forward = session(TrainingGraph.measuring(network, plan.loss()).model(), plan.threads());
            backward = session(learning.model(), plan.threads());
            int lookback = network.shape().lookback();
            int horizon = network.shape().horizon();
            inputs.put(NBeats.INPUT, tensor(batch.x, batch.rows, lookback));
            inputs.put(TrainingGraph.TARGET, tensor(batch.y, batch.rows, horizon));
            inputs.put(TrainingGraph.WEIGHT, tensor(batch.weight, batch.rows, horizon));
            inputs.put(TrainingGraph.OFFSET, tensor(batch.offset, batch.rows, horizon));
            inputs.put(TrainingGraph.BACKCAST_WEIGHT, tensor(batch.backcastWeight, batch.rows, lookback));
            for (Parameter parameter : network.parameters().list()) {
                inputs.put(parameter.name(), tensor(slice(weights, parameter), parameter.shape()));
            }
            for (Parameter parameter : learning.learned()) {
                gradientOutputs.put(
                        TrainingGraph.GRADIENT + parameter.name(),
                        tensor(slice(gradients, parameter), parameter.shape()));
            }
            OnnxTensor scalar = tensor(loss);
            lossOutput = Map.of(TrainingGraph.LOSS, scalar);
            gradientOutputs.put(TrainingGraph.LOSS, scalar);
        } catch (OrtException failed) {
            close();
            throw failed;
        }
    }

    private OrtSession session(byte[] model, int threads) throws OrtException {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            options.setDeterministicCompute(true);
            OrtSession session = environment.createSession(model, options);
            open.add(session);
            return session;
        }
    }

    private OnnxTensor tensor(FloatBuffer place, long... shape) throws OrtException {
        OnnxTensor tensor = OnnxTensor.createTensor(environment, place, shape);
        open.add(0, tensor);
        return tensor;
    }

    private static FloatBuffer slice(FloatBuffer whole, Parameter parameter) {
        return whole.slice(parameter.offset(), parameter.size());
    }

    void weights(float[] numbers) {
        weights.put(0, numbers);
    }

    /** The loss of the batch as it is filled. */
    float loss() throws OrtException {
        forward.run(inputs, lossOutput).close();
        return loss.get(0);
    }

    /** The same, and its gradient: 0 for weights that it does not depend on. */
    float learn(float[] into) throws OrtException {
        backward.run(inputs, gradientOutputs).close();
        gradients.get(0, into);
        return loss.get(0);
    }

    /** Nobody may be in {@link #loss} or {@link #learn}. */
    @Override
    public void close() {
        for (AutoCloseable resource : open) {
            try {
                resource.close();
            } catch (Exception unclosed) {
                throw new IllegalStateException(unclosed);
            }
        }
        open.clear();
    }
}
