package io.tickwire.inference.train;

import ai.onnxruntime.OrtException;
import io.tickwire.inference.nbeats.NBeats;
import io.tickwire.inference.train.data.DataException;
import io.tickwire.inference.train.data.PriceSeries;
import io.tickwire.inference.train.data.SeriesReader;
import io.tickwire.ops.Clock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** From files of prices to a folder that a node runs. Blocks, for minutes or hours. */
public final class ModelMaker {
    private final TrainingJob job;
    private final Clock clock;
    private final Progress progress;

    /**
     * What was made.
     *
     * @param place folder of the new version
     */
    public record Made(Path place, TimeSplit split, Trained trained, Evaluation test) {}

    public ModelMaker(TrainingJob job, Clock clock, Progress progress) {
        this.job = job;
        this.clock = clock;
        this.progress = progress;
    }

    /**
     * @throws DataException when a file does not hold what it should, or too little
     * @throws IOException when something cannot be read or written
     * @throws OrtException when ONNX Runtime fails
     * @throws DivergedException when it learned nothing
     */
    public Made make() throws DataException, IOException, OrtException, DivergedException {
        List<PriceSeries> series = new ArrayList<>();
        for (Path file : job.data()) {
            series.add(read(file));
        }
        int lookback = job.shape().lookback();
        int horizon = job.shape().horizon();
        TimeSplit split = TimeSplit.of(series, lookback, horizon);
        if (split.train().count() == 0
                || split.validation().count() == 0
                || split.test().count() == 0) {
            throw new DataException(
                    job.data().get(0),
                    0,
                    "there are too few bars: " + split.train().count() + " windows to learn from, "
                            + split.validation().count() + " to validate, "
                            + split.test().count() + " to test",
                    "each part needs more than lookback + horizon = " + (lookback + horizon)
                            + " bars, and validation and test are 15 % of all each");
        }
        NBeats network = new NBeats(job.shape());
        Trained trained = new Trainer(network, job.plan(), clock, progress).train(split.train(), split.validation());
        byte[] model = network.toOnnx(trained.weights(), Map.of("name", job.name(), "version", job.version()));
        try (ModelRun run = new ModelRun(model, job.plan().threads())) {
            Evaluation test = new Examiner(split.test(), lookback, horizon).examine(run);
            Map<String, byte[]> files = new LinkedHashMap<>();
            files.put("model.onnx", model);
            files.put("model.json", ManifestWriter.manifest(job, series, split, trained, test, model));
            files.put("golden.json", ManifestWriter.golden(GoldenRow.of(split.test(), lookback, run)));
            Path place = new ModelWriter(job.out()).write(job.name(), job.version(), files);
            return new Made(place, split, trained, test);
        }
    }

    private PriceSeries read(Path file) throws DataException, IOException {
        PriceSeries series = new SeriesReader(job.format()).read(file).between(job.fromMsc(), job.toMsc());
        if (series.closes().length == 0) {
            throw new DataException(file, 0, "no bar is between --from and --to", "widen them");
        }
        return series;
    }
}
