package io.tickwire.inference.model;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.TensorInfo;
import io.tickwire.inference.onnx.Ort;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A network in ONNX Runtime: one input of floats whose first dimension is the rows, outputs of floats likewise. One
 * thread computes a run, the one that asks: the machine's cores are for several runs at once.
 */
public final class OnnxGraph implements Graph {
    private final OrtEnvironment engine;
    private final OrtSession session;
    private final String input;
    private final List<Integer> rowShape;
    private final int rowSize;
    private final List<Output> outputs;

    private OnnxGraph(
            OrtEnvironment engine, OrtSession session, String input, List<Integer> rowShape, List<Output> outputs) {
        this.engine = engine;
        this.session = session;
        this.input = input;
        this.rowShape = rowShape;
        this.rowSize = size(rowShape);
        this.outputs = List.copyOf(outputs);
    }

    /**
     * Loads a network and runs it once to see what comes out. Blocks.
     *
     * @param input name of its input
     * @param rowShape of what goes in, without the rows' dimension
     */
    public static OnnxGraph open(byte[] onnx, String input, List<Integer> rowShape) throws UnusableModelException {
        OrtEnvironment engine = Ort.environment();
        OrtSession session = null;
        try (SessionOptions options = new SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            session = engine.createSession(onnx, options);
            checkInput(session, input, rowShape);
            OnnxGraph graph = new OnnxGraph(engine, session, input, rowShape, probe(engine, session, input, rowShape));
            // It is the graph's from now on.
            session = null;
            return graph;
        } catch (OrtException unusable) {
            throw new UnusableModelException("model.onnx cannot be run: " + unusable.getMessage(), unusable);
        } finally {
            close(session);
        }
    }

    private static void checkInput(OrtSession session, String input, List<Integer> rowShape)
            throws OrtException, UnusableModelException {
        Map<String, NodeInfo> inputs = session.getInputInfo();
        NodeInfo node = inputs.get(input);
        if (node == null || inputs.size() != 1) {
            throw new UnusableModelException("model.onnx has the inputs " + inputs.keySet()
                    + ", the manifest one that is called '" + input + "': set $.input.name, export one input");
        }
        if (!(node.getInfo() instanceof TensorInfo tensor) || tensor.type != OnnxJavaType.FLOAT) {
            throw new UnusableModelException("input '" + input + "' of model.onnx takes no 32-bit floats: "
                    + node.getInfo() + "; export it as float");
        }
        long[] shape = tensor.getShape();
        boolean fits = shape.length == rowShape.size() + 1 && (shape[0] < 0);
        for (int i = 1; fits && i < shape.length; i++) {
            fits = shape[i] < 0 || shape[i] == rowShape.get(i - 1);
        }
        if (!fits) {
            throw new UnusableModelException("input '" + input + "' of model.onnx has the shape "
                    + Arrays.toString(shape) + ", the manifest says [N, " + text(rowShape)
                    + "]: the first dimension must be free, the others $.input.window and the number of features");
        }
    }

    private static String text(List<Integer> shape) {
        return shape.toString().replaceAll("[\\[\\]]", "");
    }

    /** Outputs may leave dimensions open that they have all the same: two runs tell. */
    private static List<Output> probe(OrtEnvironment engine, OrtSession session, String input, List<Integer> rowShape)
            throws OrtException, UnusableModelException {
        List<Output> one = probe(engine, session, input, rowShape, 1);
        if (!one.equals(probe(engine, session, input, rowShape, 2))) {
            throw new UnusableModelException("model.onnx answers rows of another shape when they are more than one");
        }
        return one;
    }

    private static List<Output> probe(
            OrtEnvironment engine, OrtSession session, String input, List<Integer> rowShape, int rows)
            throws OrtException, UnusableModelException {
        long[] shape = shape(rows, rowShape);
        List<Output> outputs = new ArrayList<>();
        try (OnnxTensor zeros = OnnxTensor.createTensor(engine, floats(rows, size(rowShape)), shape);
                OrtSession.Result result = session.run(Map.of(input, zeros))) {
            for (Map.Entry<String, OnnxValue> entry : result) {
                if (!(entry.getValue().getInfo() instanceof TensorInfo tensor)
                        || tensor.type != OnnxJavaType.FLOAT
                        || tensor.getShape().length == 0
                        || tensor.getShape()[0] != rows
                        || tensor.getNumElements() == 0) {
                    throw new UnusableModelException("output '" + entry.getKey()
                            + "' of model.onnx is not floats with one row for each row that goes in: "
                            + entry.getValue().getInfo());
                }
                outputs.add(new Output(
                        entry.getKey(),
                        Arrays.stream(tensor.getShape())
                                .skip(1)
                                .mapToObj(length -> (int) length)
                                .toList()));
            }
        }
        return outputs;
    }

    private static long[] shape(int rows, List<Integer> rowShape) {
        long[] shape = new long[rowShape.size() + 1];
        shape[0] = rows;
        for (int i = 0; i < rowShape.size(); i++) {
            shape[i + 1] = rowShape.get(i);
        }
        return shape;
    }

    private static int size(List<Integer> rowShape) {
        return rowShape.stream().reduce(1, (left, right) -> left * right);
    }

    private static FloatBuffer floats(int rows, int rowSize) {
        return ByteBuffer.allocateDirect(rows * rowSize * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    @Override
    public int rowSize() {
        return rowSize;
    }

    @Override
    public List<Output> outputs() {
        return outputs;
    }

    @Override
    public Lane lane(int maxRows) {
        return new OnnxLane(maxRows);
    }

    @Override
    public void close() {
        close(session);
    }

    private static void close(OrtSession session) {
        if (session == null) {
            return;
        }
        try {
            session.close();
        } catch (OrtException twice) {
            throw new IllegalStateException(twice);
        }
    }

    /** Direct buffers, and for each number of rows that came up the tensors that lie over them. */
    private final class OnnxLane implements Lane {
        private final FloatBuffer in;
        private final FloatBuffer[] out;
        private final int[] outSize;
        private final Tensors[] tensors;

        OnnxLane(int maxRows) {
            in = floats(maxRows, rowSize);
            out = new FloatBuffer[outputs.size()];
            outSize = new int[out.length];
            for (int i = 0; i < out.length; i++) {
                outSize[i] = outputs.get(i).rowSize();
                out[i] = floats(maxRows, outSize[i]);
            }
            tensors = new Tensors[maxRows + 1];
        }

        @Override
        public void put(int row, float[] values, int from) {
            in.put(row * rowSize, values, from, rowSize);
        }

        @Override
        public void run(int rows) throws GraphException {
            try {
                Tensors pinned = tensors[rows] == null ? tensors[rows] = pin(rows) : tensors[rows];
                session.run(pinned.in, pinned.out).close();
            } catch (OrtException failed) {
                throw new GraphException(failed.getMessage(), failed);
            }
        }

        private Tensors pin(int rows) throws OrtException {
            Map<String, OnnxTensor> outputTensors = new HashMap<>();
            for (int i = 0; i < out.length; i++) {
                Output output = outputs.get(i);
                outputTensors.put(
                        output.name(),
                        OnnxTensor.createTensor(
                                engine, out[i].duplicate().limit(rows * outSize[i]), shape(rows, output.rowShape())));
            }
            OnnxTensor inputTensor =
                    OnnxTensor.createTensor(engine, in.duplicate().limit(rows * rowSize), shape(rows, rowShape));
            return new Tensors(Map.of(input, inputTensor), outputTensors);
        }

        @Override
        public float get(int output, int row, int index) {
            return out[output].get(row * outSize[output] + index);
        }

        @Override
        public void close() {
            for (Tensors pinned : tensors) {
                if (pinned != null) {
                    pinned.in.values().forEach(OnnxTensor::close);
                    pinned.out.values().forEach(OnnxTensor::close);
                }
            }
        }
    }

    private record Tensors(Map<String, OnnxTensor> in, Map<String, OnnxTensor> out) {}
}
