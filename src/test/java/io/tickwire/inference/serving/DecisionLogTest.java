package io.tickwire.inference.serving;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tickwire.domain.Decision;
import io.tickwire.domain.Prediction;
import io.tickwire.domain.message.PredictAnswer.Predicted;
import io.tickwire.domain.message.PredictAnswer.Reason;
import io.tickwire.domain.message.PredictAnswer.Refused;
import io.tickwire.ops.Metrics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DecisionLogTest {
    @TempDir
    Path folder;

    @Test
    void writesWhoAskedWhatAndWhatWasSaid() throws Exception {
        Path file = folder.resolve("data/decisions.log");
        try (DecisionLog log = DecisionLog.open(file, 1 << 20, 2, new Metrics(new SimpleMeterRegistry()))) {
            log.note(
                    1_700_000_000_000L,
                    "m",
                    "tcp 127.0.0.1:5",
                    new Predicted(new Prediction("m", "2", Decision.SELL, -0.25, new double[0], 255, 42)));
            log.note(
                    1_700_000_000_001L,
                    "m",
                    "rest desk",
                    new Refused(Reason.STALE_WINDOW, Refusals.of(Reason.STALE_WINDOW, "too old")));
        }
        assertEquals(
                List.of(
                        "{\"time\":\"2023-11-14T22:13:20.000Z\",\"model\":\"m\",\"source\":\"tcp 127.0.0.1:5\","
                                + "\"version\":\"2\",\"decision\":\"sell\",\"margin\":-0.25,"
                                + "\"input\":\"00000000000000ff\",\"took_us\":42}",
                        "{\"time\":\"2023-11-14T22:13:20.001Z\",\"model\":\"m\",\"source\":\"rest desk\","
                                + "\"refused\":\"stale_window\",\"why\":\"too old\"}"),
                Files.readAllLines(file));
    }
}
