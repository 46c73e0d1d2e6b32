package io.tickwire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client kits as a reader of their pages meets them: fetched from the server, used as printed. */
final class ClientPagesIT {
    private static final String PRINTED_URL = "ws://127.0.0.1:8001/websocket/ws";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> FILES = List.of("tickwire.mjs", "tickwire.d.mts", "tickwire.py");
    private static final List<String> JAVASCRIPT =
            Markdown.read("src/docs/clients/javascript.md").blocks("js");

    private static TickwireProcess tickwire;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        tickwire = TickwireProcess.start(Samples.withModels(""));
    }

    @AfterAll
    static void stop() {
        tickwire.close();
    }

    @BeforeEach
    void fetch() throws IOException {
        for (String name : FILES) {
            Files.writeString(
                    folder.resolve(name), tickwire.get("/clients/" + name).body());
        }
    }

    @Test
    void theServerHandsOutTheKitsOfThisBuild() throws IOException {
        for (String name : FILES) {
            HttpResponse<String> answer = tickwire.get("/clients/" + name);
            assertEquals(200, answer.statusCode());
            assertEquals(
                    Files.readString(TickwireProcess.basedir().resolve("src/main/resources/web/clients/" + name)),
                    answer.body());
        }
        String type = tickwire.get("/clients/tickwire.mjs")
                .headers()
                .firstValue("content-type")
                .orElse("");
        assertTrue(type.startsWith("text/javascript"), "browsers load modules of no other type, and this is " + type);
    }

    @Test
    void theJavaScriptPageTrades() throws IOException {
        assertTraded(node().run(PATIENCE, save("trade.mjs", JAVASCRIPT.get(0))));
    }

    @Test
    void theJavaScriptPageTakesATokenFromAFunction() throws IOException {
        Interpreter.Result run =
                node().run(PATIENCE, save("token.mjs", """
                import { Tickwire } from './tickwire.mjs';
                const url = 'ws://127.0.0.1:8001/websocket/ws';
                const freshToken = async () => ({ text: 'abc' });
                """ + JAVASCRIPT.get(1) + "console.log(tw.state);"));

        assertEquals(List.of("idle"), run.lines());
    }

    @Test
    void theJavaScriptPageResumesInAnotherProcess() throws IOException {
        Interpreter.Result run = node().run(PATIENCE, save("resume.mjs", """
                import { Tickwire } from './tickwire.mjs';
                const tw = new Tickwire('ws://127.0.0.1:8001/websocket/ws');
                const localStorage = { place: '{"epoch":1,"seq":0}' };
                const book = ({ type, seq }) => { console.log(type, seq); tw.close(); };
                await tw.connect();
                await tw.trade({ symbol: 'EURUSD', action: 'BUY', volume: 0.1 });
                """ + JAVASCRIPT.get(2)));

        assertEquals(List.of("execution 1"), run.lines());
    }

    @Test
    void thePythonPageTrades() throws IOException {
        Optional<Interpreter> python = Interpreter.python();
        assumeTrue(python.isPresent(), Interpreter.NO_PYTHON);
        String block =
                Markdown.read("src/docs/clients/python.md").blocks("python").get(0);

        assertTraded(python.get().run(PATIENCE, save("trade.py", block)));
    }

    @Test
    void theJavaPageTrades() throws IOException {
        Path bin = Path.of(System.getProperty("java.home"), "bin", "java");
        String jar = System.getProperty(
                "tickwire.jar",
                TickwireProcess.basedir().resolve("target/tickwire.jar").toString());
        String block = Markdown.read("src/docs/clients/java.md").blocks("java").get(0);

        Interpreter.Result run =
                new Interpreter(List.of(bin.toString())).run(PATIENCE, "-cp", jar, save("Trade.java", block));

        assertEquals(0, run.exitCode(), run.output());
        assertTrue(run.output().contains("executed EURUSD"), run.output());
        assertTrue(run.lines().contains("success "), run.output());
    }

    @Test
    void theTypesFitTheModule() throws IOException {
        Interpreter tsc = new Interpreter(List.of("tsc" + (File.separatorChar == '\\' ? ".cmd" : "")));
        assumeTrue(tsc.run(PATIENCE, "--version").exitCode() == 0, "skipped: no tsc (TypeScript) on the PATH");
        Path use = folder.resolve("use.mts");
        Files.copy(TickwireProcess.basedir().resolve("src/it/clients/use.mts"), use);

        Interpreter.Result run = tsc.run(
                PATIENCE,
                "--noEmit",
                "--strict",
                "--target",
                "es2022",
                "--module",
                "nodenext",
                "--moduleResolution",
                "nodenext",
                use.toString());

        assertEquals(0, run.exitCode(), run.output());
    }

    private static void assertTraded(Interpreter.Result run) {
        assertEquals(0, run.exitCode(), run.output());
        assertTrue(
                run.lines().stream()
                                .filter(line -> line.matches("(EURUSD|BTCUSD) .*"))
                                .count()
                        == 3,
                run.output());
        assertTrue(run.output().contains("success 1"), run.output());
        assertTrue(run.output().contains("executed EURUSD buy"), run.output());
        assertTrue(run.lines().contains("connected"), run.output());
        assertTrue(run.lines().stream().anyMatch(line -> line.matches("the model says (buy|sell)")), run.output());
    }

    /** As printed, but for the port, which is a free one here. */
    private String save(String name, String block) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, block.replace(PRINTED_URL, tickwire.bridgeUrl()));
        return file.toString();
    }

    private static Interpreter node() {
        Optional<Interpreter> node = Interpreter.node();
        assumeTrue(node.isPresent(), Interpreter.NO_NODE);
        return node.get();
    }
}
