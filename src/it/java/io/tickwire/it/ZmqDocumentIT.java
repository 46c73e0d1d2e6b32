package io.tickwire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tickwire.config.ConfigLoader;
import io.tickwire.config.TickwireConfig;
import io.tickwire.it.Interpreter.Result;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the page about ZeroMQ prints, as it is printed but for the ports. */
final class ZmqDocumentIT {
    private static final Markdown PAGE = Markdown.read("src/docs/protocol/zeromq.md");
    private static final Duration AT_MOST = Duration.ofSeconds(30);

    private static TickwireProcess node;

    @BeforeAll
    static void start() {
        node = TickwireProcess.start(
                "{\"http\":{\"port\":0},\"ticks\":{\"enabled\":false},\"inference\":{\"enabled\":false},\"zmqExec\":{\"port\":0},"
                        + "\"zmqPub\":{\"port\":0},\"verticles\":{\"inference\":{\"enabled\":false}}}");
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    private static String here(String sample) {
        return sample.replace("tcp://127.0.0.1:5555", node.zmqExecUrl())
                .replace("tcp://127.0.0.1:5556", node.zmqPubUrl())
                .replace("http://127.0.0.1:8001", node.httpUrl());
    }

    private static Result python(int block) {
        Optional<Interpreter> python =
                Interpreter.find(Stream.of(List.of("python3"), List.of("/usr/bin/python3")), "-c", "import zmq");
        assumeTrue(python.isPresent(), "skipped: no python3 with zmq; Debian has it as python3-zmq");
        return python.get().run(AT_MOST, "-c", here(PAGE.blocks("python").get(block)));
    }

    @Test
    void theFirstProgramAsksAndTells() {
        assertEquals(List.of("open 1.0", "success", "success"), python(0).lines());
    }

    @Test
    void theSecondProgramHearsATick() {
        Result run = python(1);
        assertTrue(run.output().startsWith("EURUSD {\"type\":\"tick\",\"symbol\":\"EURUSD\","), run::output);
    }

    @Test
    void theShellLinesBeatAndListWhoIsAlive() {
        Interpreter shell = new Interpreter(List.of("/bin/sh"));
        assumeTrue(shell.run(AT_MOST, "-c", "command -v curl").exitCode() == 0, "skipped: no curl");
        Result run = shell.run(AT_MOST, "-ec", here(PAGE.blocks("sh").get(0)));
        assertTrue(run.output().startsWith("{\"status\":\"success\",\"risk_multiplier\":1.0,"), run::output);
        assertTrue(run.output().contains("\"Grid_7\":{\"ea_name\":\"Grid\""), run::output);
    }

    @Test
    void theConfigurationIsGood() throws Exception {
        TickwireConfig config =
                new ConfigLoader(Map.of()).parse(PAGE.blocks("json").get(0), "the page");
        assertTrue(config.zmqCurve().isOn());
    }
}
