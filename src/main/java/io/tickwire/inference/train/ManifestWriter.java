package io.tickwire.inference.train;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.tickwire.inference.model.Digest;
import io.tickwire.inference.nbeats.NBeats;
import io.tickwire.inference.train.data.PriceSeries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes what stands beside a model: {@code model.json} for the node, {@code golden.json} to check it with. */
final class ManifestWriter {
    private static final ObjectWriter JSON = new ObjectMapper().writerWithDefaultPrettyPrinter();
    private static final int MAX_BATCH = 64;

    private ManifestWriter() {}

    static byte[] manifest(
            TrainingJob job,
            List<PriceSeries> series,
            TimeSplit split,
            Trained trained,
            Evaluation test,
            byte[] model) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", job.name());
        json.put("version", job.version());
        json.put("description", description(job));
        json.put("sha256", Digest.sha256(model));
        json.put(
                "input",
                members(
                        "name", NBeats.INPUT,
                        "window", job.shape().lookback(),
                        "offset", 1,
                        "features", List.of("close"),
                        "timeframe", job.timeframe()));
        json.put("normalisation", members("type", "z_score", "ddof", 1, "epsilon", ZScore.EPSILON));
        json.put(
                "outputs",
                members(
                        NBeats.FORECAST, NBeats.FORECAST,
                        NBeats.TREND, NBeats.TREND,
                        NBeats.SEASONALITY, NBeats.SEASONALITY));
        json.put("horizon", job.shape().horizon());
        json.put("decision", members("rule", "last_minus_mean", "output", NBeats.TREND, "deadBand", 0.0));
        json.put("symbols", job.symbols());
        json.put("maxBatch", MAX_BATCH);
        json.put("training", training(job, series, split, trained, test));
        return bytes(json);
    }

    private static String description(TrainingJob job) {
        return "N-BEATS (" + job.preset() + "): " + job.shape().lookback() + " closes to "
                + job.shape().horizon() + ". A research model: nothing about it promises profit.";
    }

    private static Map<String, Object> training(
            TrainingJob job, List<PriceSeries> series, TimeSplit split, Trained trained, Evaluation test) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("trainedBy", job.trainedBy());
        json.put("preset", job.preset());
        json.put("parameters", trained.weights().length);
        json.put("data", series.stream().map(ManifestWriter::data).toList());
        json.put(
                "windows",
                members(
                        "train", split.train().count(),
                        "validation", split.validation().count(),
                        "test", split.test().count()));
        json.put("loss", job.plan().loss().label());
        json.put("epochs", trained.epochs().size());
        json.put("bestEpoch", trained.best().number());
        json.put("batch", job.plan().batch());
        json.put("learningRate", job.plan().learningRate());
        json.put("seed", job.plan().seed());
        json.put("validationLoss", rounded(trained.best().validationLoss()));
        json.put("testMae", rounded(test.mae()));
        json.put("naiveMae", rounded(test.naiveMae()));
        json.put(
                "directionalAccuracy",
                test.directions().stream().map(ManifestWriter::direction).toList());
        return json;
    }

    private static Map<String, Object> data(PriceSeries series) {
        int bars = series.closes().length;
        return series.timed()
                ? members(
                        "file", series.name(),
                        "bars", bars,
                        "from", Instant.ofEpochMilli(series.startsMsc()[0]).toString(),
                        "to", Instant.ofEpochMilli(series.startsMsc()[bars - 1]).toString())
                : members("file", series.name(), "bars", bars);
    }

    private static Map<String, Object> direction(Direction direction) {
        return members(
                "horizon", direction.horizon(),
                "windows", direction.windows(),
                "accuracy", rounded(direction.accuracy()),
                "low95", rounded(direction.interval().low()),
                "high95", rounded(direction.interval().high()),
                "alwaysBuy", rounded(direction.alwaysBuy()));
    }

    static byte[] golden(List<GoldenRow> rows) {
        return bytes(members(
                "rows",
                rows.stream()
                        .map(row -> members(
                                "closes", row.closes(),
                                "decision", row.decision(),
                                "margin", row.margin(),
                                "tolerance", GoldenRow.TOLERANCE))
                        .toList()));
    }

    /** Null where there was nothing to measure: JSON knows no NaN. */
    private static Double rounded(double value) {
        return Double.isFinite(value) ? Math.rint(value * 1e6) / 1e6 : null;
    }

    private static Map<String, Object> members(Object... namesAndValues) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            members.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return members;
    }

    private static byte[] bytes(Object json) {
        try {
            return (JSON.writeValueAsString(json) + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
