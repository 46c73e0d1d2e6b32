package io.tickwire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The printed quick starts do what they say: their code blocks run against the real jar. */
final class QuickStartIT {
    private static final Markdown JAVASCRIPT = Markdown.read("src/docs/quickstart-javascript.md");
    private static final Markdown PYTHON = Markdown.read("src/docs/quickstart-python.md");
    private static final String PRINTED_URL = "ws://127.0.0.1:8001/websocket/ws";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> CLASS_OUTPUT = List.of(
            "connection_established connected",
            "account_info_processed",
            "trading_signal_executed success 0.1",
            "trading_signal_executed success 0.2",
            "error INVALID_STOPS",
            "refused VALIDATION_ERROR");

    private static TickwireProcess tickwire;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        tickwire = TickwireProcess.startDefault();
    }

    @AfterAll
    static void stop() {
        tickwire.close();
    }

    @Test
    void tenLinesOfJavaScriptBuy() throws IOException {
        assertBought(run(node(), JAVASCRIPT.blocks("js").get(0), "quickstart.mjs"));
    }

    @Test
    void theJavaScriptClassAnswersEachSignalByItsId() throws IOException {
        assertEquals(
                CLASS_OUTPUT,
                run(node(), JAVASCRIPT.blocks("js").get(1), "bridge-client.mjs").lines());
    }

    @Test
    void tenLinesOfPythonBuy() throws IOException {
        assertBought(run(python(), PYTHON.blocks("python").get(0), "quickstart.py"));
    }

    @Test
    void thePythonClassAnswersEachSignalByItsId() throws IOException {
        assertEquals(
                CLASS_OUTPUT,
                run(python(), PYTHON.blocks("python").get(1), "bridge_client.py")
                        .lines());
    }

    @Test
    void theReadmePrintsTheTestedBlocks() {
        Markdown readme = Markdown.read("README.md");

        assertEquals(List.of(JAVASCRIPT.blocks("js").get(0)), readme.blocks("js"));
        assertEquals(List.of(PYTHON.blocks("python").get(0)), readme.blocks("python"));
    }

    @Test
    void tenLinesAreTen() {
        assertEquals(10, codeLines(JAVASCRIPT.blocks("js").get(0)));
        assertEquals(10, codeLines(PYTHON.blocks("python").get(0)));
    }

    private static long codeLines(String block) {
        return block.lines().filter(line -> !line.isBlank()).count();
    }

    private static void assertBought(Interpreter.Result result) {
        String answer = result.output()
                .lines()
                .filter(line -> line.contains("trading_signal_executed"))
                .findFirst()
                .orElse("");
        assertTrue(answer.contains("success"), result.output());
        assertEquals(0, result.exitCode(), result.output());
    }

    /** Runs a block as printed, but for the port, which is a free one here. */
    private Interpreter.Result run(Interpreter interpreter, String block, String name) throws IOException {
        assertTrue(block.contains(PRINTED_URL), block);
        Path file = folder.resolve(name);
        Files.writeString(file, block.replace(PRINTED_URL, tickwire.bridgeUrl()));
        return interpreter.run(PATIENCE, file.toString());
    }

    private static Interpreter node() {
        Optional<Interpreter> node = Interpreter.node();
        assumeTrue(node.isPresent(), Interpreter.NO_NODE);
        return node.get();
    }

    private static Interpreter python() {
        Optional<Interpreter> python = Interpreter.python();
        assumeTrue(python.isPresent(), Interpreter.NO_PYTHON);
        return python.get();
    }
}
