package io.tickwire.inference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tickwire.inference.model.Digest;
import io.tickwire.inference.model.Graph;
import io.tickwire.inference.model.GraphException;
import io.tickwire.inference.model.ModelFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Models for tests: the golden one, and graphs that count. */
public final class Models {
    /** Values that the golden model sees. */
    public static final int GOLDEN_WINDOW = 96;

    private Models() {}

    /** One window of the golden file, and what the reference implementation said. */
    public record GoldenRow(
            double[] closes,
            double[] encoder,
            double[] scale,
            double[] trend,
            double[] prediction,
            String signal,
            double margin) {}

    public static List<GoldenRow> goldenRows() {
        List<GoldenRow> golden = new ArrayList<>();
        for (JsonNode row : json(resource("golden_synth.json"))) {
            golden.add(new GoldenRow(
                    numbers(row.get("closes")),
                    numbers(row.get("encoder")),
                    numbers(row.get("scale")),
                    numbers(row.get("trend")),
                    numbers(row.get("prediction")),
                    row.get("signal").textValue(),
                    row.get("margin").doubleValue()));
        }
        return golden;
    }

    private static double[] numbers(JsonNode list) {
        double[] numbers = new double[list.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = list.get(i).doubleValue();
        }
        return numbers;
    }

    private static JsonNode json(byte[] bytes) {
        try {
            return new ObjectMapper().readTree(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static byte[] goldenOnnx() {
        return resource("golden_synth.onnx");
    }

    private static byte[] resource(String name) {
        try (InputStream in = Models.class.getResourceAsStream("/models/" + name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The manifest of the golden model. */
    public static String manifest(String name, String version) {
        return manifest(name, version, goldenOnnx());
    }

    public static String manifest(String name, String version, byte[] onnx) {
        return """
                {
                  "name": "%s", "version": "%s", "sha256": "%s",
                  "input": { "name": "x", "window": 96, "offset": 1, "features": ["close"] },
                  "normalisation": { "type": "z_score", "ddof": 1, "epsilon": 1e-8 },
                  "outputs": { "forecast": "forecast", "trend": "trend" },
                  "horizon": 20,
                  "decision": { "rule": "last_minus_mean", "output": "trend" }
                }
                """.formatted(name, version, Digest.sha256(onnx));
    }

    public static ModelFiles golden(String name, String version) {
        return new ModelFiles("golden", manifest(name, version), goldenOnnx(), "");
    }

    /** Puts the golden model into a folder of models, the manifest last. */
    public static Path install(Path root, String name, String version) {
        try {
            Path folder = Files.createDirectories(root.resolve(name).resolve(version));
            Files.write(folder.resolve(ModelFiles.ONNX), goldenOnnx());
            return Files.writeString(folder.resolve(ModelFiles.MANIFEST), manifest(name, version));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A model of four values whose graph is {@link Counting}: its decision's margin is what the graph was told to say. */
    public static ModelFiles counting(String name, String version, double says) {
        byte[] onnx = Double.toString(says).getBytes(StandardCharsets.UTF_8);
        return new ModelFiles("counting", countingManifest(name, version, onnx, ""), onnx, "");
    }

    /** @param more members of the manifest, each with a comma behind it */
    public static String countingManifest(String name, String version, byte[] onnx, String more) {
        return """
                { %s "name": "%s", "version": "%s", "sha256": "%s", "input": { "window": 4, "offset": 0 },
                  "decision": { "rule": "sign", "output": "y" } }
                """.formatted(more, name, version, Digest.sha256(onnx));
    }

    /** Opens {@link Counting} graphs for {@link #counting}. */
    public static Graph countingGraph(byte[] onnx, String input, List<Integer> rowShape) {
        return new Counting(Double.parseDouble(new String(onnx, StandardCharsets.UTF_8)));
    }

    /** A graph that always says the same, knows how often it ran with how much, and can be held. */
    public static final class Counting implements Graph {
        public final List<Integer> runs = new ArrayList<>();
        public final AtomicInteger lanes = new AtomicInteger();
        private final double says;
        private volatile CountDownLatch gate = new CountDownLatch(0);
        private volatile CountDownLatch reached = new CountDownLatch(0);
        private volatile boolean closed;
        private volatile boolean broken;
        private volatile String failure = "";

        public Counting(double says) {
            this.says = says;
        }

        /** The next run waits until the gate is opened. */
        public void hold() {
            reached = new CountDownLatch(1);
            gate = new CountDownLatch(1);
        }

        public void awaitHeld() throws InterruptedException {
            reached.await();
        }

        public void letGo() {
            gate.countDown();
        }

        public void fail(String message) {
            failure = message;
        }

        /** The next run throws what no run should. */
        public void breakDown() {
            broken = true;
        }

        public boolean isClosed() {
            return closed;
        }

        /** Like an engine, it does not hear that its thread is interrupted. */
        private void passGate() {
            boolean interrupted = false;
            while (true) {
                try {
                    gate.await();
                    break;
                } catch (InterruptedException later) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public int rowSize() {
            return 4;
        }

        @Override
        public List<Output> outputs() {
            return List.of(new Output("y", List.of(1)));
        }

        @Override
        public Lane lane(int maxRows) {
            lanes.incrementAndGet();
            return new Lane() {
                @Override
                public void put(int row, float[] values, int from) {
                    if (row >= maxRows) {
                        throw new IllegalArgumentException("row " + row + " of " + maxRows);
                    }
                }

                @Override
                public void run(int rows) throws GraphException {
                    reached.countDown();
                    passGate();
                    if (closed) {
                        throw new IllegalStateException("run after it was closed");
                    }
                    if (broken) {
                        broken = false;
                        throw new OutOfMemoryError("on purpose");
                    }
                    if (!failure.isEmpty()) {
                        throw new GraphException(failure, null);
                    }
                    synchronized (runs) {
                        runs.add(rows);
                    }
                }

                @Override
                public float get(int output, int row, int index) {
                    return (float) says;
                }

                @Override
                public void close() {
                    lanes.decrementAndGet();
                }
            };
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
