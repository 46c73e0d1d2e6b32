package io.tickwire.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tickwire.inference.model.LoadedModel;
import io.tickwire.inference.model.ModelFiles;
import io.tickwire.inference.model.ModelLoader;
import io.tickwire.inference.model.OnnxGraph;
import io.tickwire.inference.nbeats.NBeats;
import io.tickwire.inference.onnx.Ort;
import io.tickwire.inference.train.TrainingJob;
import io.tickwire.ops.Clock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From a CSV to a folder that a node runs. */
final class TrainCommandTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private ExitCode train(String... args) {
        return new TrainCommand(new PrintStream(out), new PrintStream(err), Clock.system()).run(Arrays.asList(args));
    }

    private ExitCode trainOnWaves(String... more) throws IOException {
        SplittableRandom random = new SplittableRandom(3);
        StringBuilder csv = new StringBuilder("time,close\n");
        for (int i = 0; i < 1500; i++) {
            double price = 1.1 + 0.01 * Math.sin(2 * Math.PI * i / 12) + random.nextDouble(-0.0004, 0.0004);
            csv.append(String.format(Locale.ROOT, "%d,%.5f%n", 1_700_000_000L + i * 3600L, price));
        }
        Path data = Files.writeString(folder.resolve("waves.csv"), csv);
        List<String> args = new ArrayList<>(List.of(
                "--data",
                data.toString(),
                "--model",
                "waves",
                "--out",
                folder.resolve("models").toString(),
                "--preset",
                "small",
                "--lookback",
                "24",
                "--horizon",
                "6",
                "--epochs",
                "8",
                "--batch",
                "32",
                "--learning-rate",
                "0.003",
                "--threads",
                "1",
                "--symbol",
                "EURUSD"));
        args.addAll(List.of(more));
        return train(args.toArray(String[]::new));
    }

    private String said() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void makesAModelThatAnswersItsOwnGoldenRowsAndBeatsTheNaiveForecast() throws Exception {
        assertEquals(ExitCode.OK, trainOnWaves(), this::said);
        Path place = folder.resolve("models/waves/1");
        byte[] model = Files.readAllBytes(place.resolve("model.onnx"));
        JsonNode manifest =
                new ObjectMapper().readTree(place.resolve("model.json").toFile());
        assertEquals(
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(model)),
                manifest.get("sha256").textValue());
        assertEquals(24, manifest.at("/input/window").intValue());
        assertEquals(6, manifest.get("horizon").intValue());
        assertEquals("EURUSD", manifest.at("/symbols/0").textValue());
        assertTrue(
                manifest.at("/training/testMae").doubleValue()
                        < manifest.at("/training/naiveMae").doubleValue() / 3,
                manifest.toString());
        LoadedModel node = new ModelLoader(64, OnnxGraph::open, () -> {}).load("waves", "1", ModelFiles.read(place));
        assertEquals(6, node.manifest().horizon());
        node.release();
        JsonNode rows = new ObjectMapper()
                .readTree(place.resolve("golden.json").toFile())
                .get("rows");
        assertTrue(rows.size() >= 8, rows.size() + " rows");
        try (OrtSession session = Ort.environment().createSession(model)) {
            for (JsonNode row : rows) {
                assertEquals(24 + 24, row.get("closes").size());
                double margin = margin(session, row.get("closes"), 24);
                assertEquals(
                        row.get("margin").doubleValue(),
                        margin,
                        row.get("tolerance").doubleValue());
                assertEquals(row.get("decision").textValue(), margin >= 0 ? "buy" : "sell");
            }
        }
        String told = out.toString(StandardCharsets.UTF_8);
        assertTrue(told.contains("no claim of profit"), told);
        assertTrue(said().contains("epoch 1/8"), said());
    }

    /** As a node does it, written anew: the newest close is left out. */
    private static double margin(OrtSession session, JsonNode closes, int window) throws OrtException {
        double[] seen = new double[window];
        for (int i = 0; i < window; i++) {
            seen[i] = closes.get(closes.size() - 1 - window + i).doubleValue();
        }
        double mean = Arrays.stream(seen).average().orElseThrow();
        double deviation = Math.sqrt(Arrays.stream(seen)
                        .map(close -> (close - mean) * (close - mean))
                        .sum()
                / (window - 1));
        float[][] x = new float[1][window];
        for (int i = 0; i < window; i++) {
            x[0][i] = (float) ((seen[i] - mean) / (deviation + 1e-8));
        }
        try (OnnxTensor tensor = OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), x);
                OrtSession.Result result = session.run(Map.of("x", tensor))) {
            float[] trend = ((float[][]) result.get("trend").orElseThrow().getValue())[0];
            double sum = 0;
            for (float point : trend) {
                sum += point;
            }
            return trend[trend.length - 1] - sum / trend.length;
        }
    }

    @Test
    void aVersionIsNeverWrittenOverAndTheNextIsFree() throws IOException {
        assertEquals(ExitCode.OK, trainOnWaves("--version", "7"));
        assertEquals(ExitCode.CONFIGURATION, trainOnWaves("--version", "7"));
        assertTrue(said().contains("never written over"), said());
        assertEquals(ExitCode.OK, trainOnWaves());
        assertTrue(Files.exists(folder.resolve("models/waves/8/model.json")));
    }

    @Test
    void helpNamesEveryOption() {
        assertEquals(ExitCode.OK, train("--help"));
        String help = out.toString(StandardCharsets.UTF_8);
        for (CommandOption option : TrainOption.ALL) {
            assertTrue(help.contains(option.flag() + " "), option.flag());
        }
    }

    @Test
    void thePageNamesEveryOptionAndItsDefault() throws IOException {
        String page = Files.readString(Path.of("src/docs/models/training.md"));
        for (CommandOption option : TrainOption.ALL) {
            assertTrue(page.contains("`" + option.flag()), option.flag());
            assertTrue(page.contains(option.fallback()), option.flag());
        }
        for (CommandOption option : EvalOption.ALL) {
            assertTrue(page.contains("`" + option.flag()), option.flag());
            assertTrue(page.contains(option.fallback()), option.flag());
        }
    }

    /** As the page states them. */
    @ParameterizedTest
    @CsvSource({"pytorch, 1771584", "small, 24000", "generic, 2424200", "interpretable, 919808"})
    void presetsHaveTheirParameters(String preset, int parameters) throws IOException {
        TrainingJob job = new TrainOptions(List.of("--data", "a", "--model", "m", "--preset", preset)).job();
        assertEquals(parameters, new NBeats(job.shape()).parameters().size());
        assertTrue(Files.readString(Path.of("src/docs/models/training.md"))
                .contains(String.format(Locale.ROOT, "| %,d |", parameters)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "--model m                                  | --data is required",
                "--data nothing.csv                         | --model is required",
                "--data nothing.csv --model m               | nothing.csv: there is no such file",
                "--data a --model ../m                      | --model takes up to 64",
                "--data a --model m --preset deep           | --preset takes pytorch, generic",
                "--data a --model m --loss mse              | --loss takes mae",
                "--data a --model m --epochs 0              | --epochs takes a number from 1 to 100000",
                "--data a --model m --epochs 1.5            | --epochs takes a whole number",
                "--data a --model m --seed x                | --seed takes a number",
                "--data a --model m --zone Mars             | --zone takes a zone",
                "--data a --model m --timeframe 1h          | --timeframe takes M1, M2, M3, M4, M5, M6, M10",
                "--data a --model m --timeframe W2          | --timeframe takes M1, M2, M3, M4, M5, M6, M10",
                "--data a --model m --from yesterday        | --from takes a day",
                "--data a --model m --epocs 3               | train has no option '--epocs'",
                "--data a --model                           | --model needs a value",
                "--data                                     | --data needs a value",
            })
    void saysWhatIsWrongWithTheCommandLine(String line, String problem) {
        List<String> args = Stream.concat(
                        Stream.of(line.split(" +")),
                        Stream.of("--out", folder.resolve("models").toString()))
                .toList();
        assertEquals(
                ExitCode.CONFIGURATION,
                train(
                        line.endsWith("--model") || line.equals("--data")
                                ? line.split(" +")
                                : args.toArray(String[]::new)));
        assertTrue(said().contains(problem), said());
        assertFalse(Files.exists(folder.resolve("models")));
    }

    @Test
    void symbolsMayStandApart() throws IOException {
        TrainingJob job = new TrainOptions(List.of("--data", "a", "--model", "m", "--symbol", "EURUSD, GBPUSD")).job();
        assertEquals(List.of("EURUSD", "GBPUSD"), job.symbols());
    }

    @Test
    void tooFewBarsAreSaid() throws IOException {
        Path data = Files.writeString(folder.resolve("few.csv"), "close\n" + "1\n".repeat(200));
        assertEquals(ExitCode.CONFIGURATION, train("--data", data.toString(), "--model", "m"));
        assertTrue(said().contains("too few bars"), said());
    }
}
