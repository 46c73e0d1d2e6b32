package io.tickwire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tickwire.inference.nbeats.NBeats;
import io.tickwire.inference.nbeats.NBeatsShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files that we write are what the ONNX project's own checker takes. */
final class OnnxCheckerIT {
    private static final Interpreter PYTHON = new Interpreter(List.of("/usr/bin/python3"));
    private static final String CHECK =
            "import onnx, sys; onnx.checker.check_model(onnx.load(sys.argv[1]), full_check=True); print('checked')";

    @TempDir
    Path folder;

    @BeforeEach
    void needsTheChecker() {
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/python3"))
                        && PYTHON.run(Duration.ofMinutes(1), "-c", "import onnx")
                                        .exitCode()
                                == 0,
                "skipped: no /usr/bin/python3 with the onnx package (Debian: python3-onnx)");
    }

    static Stream<NBeatsShape> shapes() {
        return Stream.of(
                NBeatsShape.pytorch(96, 20),
                NBeatsShape.small(96, 20),
                NBeatsShape.generic(24, 6, 3, 16),
                NBeatsShape.interpretable(24, 6, 8, 16));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void takesOurNetworks(NBeatsShape shape) throws IOException {
        NBeats network = new NBeats(shape);
        byte[] model = network.toOnnx(network.parameters().initial(1), Map.of("name", "test"));
        assertChecked(Files.write(folder.resolve("model.onnx"), model));
    }

    @Test
    void takesTheModelThatWeShip() {
        assertChecked(Path.of("conf/models/nbeats-h1/1/model.onnx"));
    }

    private static void assertChecked(Path model) {
        Interpreter.Result result = PYTHON.run(
                Duration.ofMinutes(1), "-c", CHECK, model.toAbsolutePath().toString());
        assertEquals(0, result.exitCode(), result.output());
        assertEquals("checked", result.output().strip());
    }
}
