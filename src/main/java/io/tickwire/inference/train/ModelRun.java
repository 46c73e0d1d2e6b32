package io.tickwire.inference.train;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.tickwire.inference.nbeats.NBeats;
import io.tickwire.inference.onnx.Ort;
import java.util.Map;

/** Runs a finished model, as a node would. Owner: one thread, which closes. */
public final class ModelRun implements AutoCloseable {
    private final OrtEnvironment environment = Ort.environment();
    private final OrtSession session;

    /**
     * What the model says of some windows.
     *
     * @param forecasts in normalised units
     * @param margins last point of the trend less its mean, in normalised units
     */
    public record Answers(float[][] forecasts, double[] margins) {}

    public ModelRun(byte[] model, int threads) throws OrtException {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            session = environment.createSession(model, options);
        }
    }

    /** @param lookbacks in normalised units */
    public Answers ask(float[][] lookbacks) throws OrtException {
        try (OnnxTensor x = OnnxTensor.createTensor(environment, lookbacks);
                OrtSession.Result result = session.run(Map.of(NBeats.INPUT, x))) {
            float[][] trends = matrix(result, NBeats.TREND);
            double[] margins = new double[trends.length];
            for (int row = 0; row < trends.length; row++) {
                margins[row] = margin(trends[row]);
            }
            return new Answers(matrix(result, NBeats.FORECAST), margins);
        }
    }

    private static float[][] matrix(OrtSession.Result result, String output) throws OrtException {
        return (float[][]) result.get(output).orElseThrow().getValue();
    }

    private static double margin(float[] trend) {
        double sum = 0;
        for (float point : trend) {
            sum += point;
        }
        return trend[trend.length - 1] - sum / trend.length;
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }
}
