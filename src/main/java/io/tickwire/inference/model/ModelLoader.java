package io.tickwire.inference.model;

import io.tickwire.inference.model.Graph.Lane;
import java.util.List;

/**
 * Makes models ready: reads the manifest, compares the digest, loads the network, compares its shapes, asks the golden
 * rows, warms up. What fails on the way is closed again. Any thread; blocks.
 */
public final class ModelLoader {
    private static final int WARM_UP_RUNS = 3;

    private final int maxBatch;
    private final Engine engine;
    private final Runnable onClosed;

    /** Opens networks. */
    @FunctionalInterface
    public interface Engine {
        Graph open(byte[] onnx, String input, List<Integer> rowShape) throws UnusableModelException;
    }

    /** @param onClosed told for every model whose engine was closed */
    public ModelLoader(int maxBatch, Engine engine, Runnable onClosed) {
        this.maxBatch = maxBatch;
        this.engine = engine;
        this.onClosed = onClosed;
    }

    /**
     * Loads a version.
     *
     * @param name of the model's folder
     * @param version of its folder in it
     * @throws UnusableModelException with what is wrong and what to do
     */
    public LoadedModel load(String name, String version, ModelFiles files) throws UnusableModelException {
        Manifest manifest = ManifestReader.read(files.manifest(), files.source() + "/" + ModelFiles.MANIFEST);
        if (!manifest.name().equals(name) || !manifest.version().equals(version)) {
            throw new UnusableModelException(ModelFiles.MANIFEST + " is of " + manifest.name() + " "
                    + manifest.version() + ", the folder of " + name + " " + version + ": they must be the same");
        }
        String digest = Digest.sha256(files.onnx());
        if (!digest.equalsIgnoreCase(manifest.sha256())) {
            throw new UnusableModelException("model.onnx has the SHA-256 " + digest + ", the manifest says "
                    + manifest.sha256() + ": it is half copied, or another one");
        }
        GoldenRows golden = GoldenRows.read(files.golden());
        Graph graph = engine.open(files.onnx(), manifest.input().name(), rowShape(manifest.input()));
        LoadedModel model = null;
        boolean good = false;
        try {
            model = new LoadedModel(manifest, graph, maxBatch, onClosed);
            golden.check(model);
            warmUp(model);
            good = true;
            return model;
        } catch (GraphException failed) {
            throw new UnusableModelException("model.onnx fails: " + failed.getMessage(), failed);
        } finally {
            // Whatever went wrong, its engine is closed.
            if (!good && model == null) {
                graph.close();
            } else if (!good) {
                model.release();
            }
        }
    }

    private static List<Integer> rowShape(Manifest.Input input) {
        return input.features().size() == 1
                ? List.of(input.window())
                : List.of(input.window(), input.features().size());
    }

    /** The first runs of each size are slow: the engine plans its memory. */
    private static void warmUp(LoadedModel model) throws GraphException {
        Lane lane = model.borrow();
        try {
            for (int run = 0; run < WARM_UP_RUNS; run++) {
                for (int rows = 1; rows <= model.maxBatch(); rows *= 2) {
                    lane.run(rows);
                }
                lane.run(model.maxBatch());
            }
        } finally {
            model.giveBack(lane);
        }
    }
}
