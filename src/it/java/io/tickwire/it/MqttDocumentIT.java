package io.tickwire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tickwire.it.Interpreter.Result;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the page about MQTT prints, as it is printed but for the port. */
final class MqttDocumentIT {
    private static final Markdown PAGE = Markdown.read("src/docs/protocol/mqtt.md");
    private static final Duration AT_MOST = Duration.ofSeconds(30);

    private static TickwireProcess node;

    @BeforeAll
    static void start() {
        node = TickwireProcess.start(
                "{\"http\":{\"port\":0},\"ticks\":{\"enabled\":false},\"inference\":{\"enabled\":false},\"mqtt\":{\"port\":0},"
                        + "\"limits\":{\"ordersPerMinute\":1000},\"verticles\":{\"inference\":{\"enabled\":false}}}");
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    private static String here(String sample) {
        return sample.replace("1883", String.valueOf(node.mqttPort()));
    }

    @Test
    void theShellLinesTellATickAnAccountAndAnOutcome() {
        Interpreter shell = new Interpreter(List.of("/bin/sh"));
        assumeTrue(
                shell.run(AT_MOST, "-c", "command -v mosquitto_rr").exitCode() == 0,
                "skipped: no mosquitto_rr; Debian has it in mosquitto-clients");
        Result run = shell.run(AT_MOST, "-ec", here(PAGE.blocks("sh").get(0)));
        assertEquals(0, run.exitCode(), run::output);
        assertEquals(3, run.lines().size(), run::output);
        assertTrue(run.lines().get(0).startsWith("{\"type\":\"tick\""), run::output);
        assertTrue(run.lines().get(1).startsWith("{\"type\":\"account\""), run::output);
        assertTrue(run.lines().get(2).contains("\"status\":\"success\""), run::output);
    }

    @Test
    void thePythonProgramTrades() {
        Optional<Interpreter> python = Interpreter.find(
                Stream.of(List.of("python3"), List.of("/usr/bin/python3")),
                "-c",
                "import paho.mqtt as m, sys; sys.exit(m.__version__ >= '2')");
        assumeTrue(python.isPresent(), "skipped: no python3 with paho-mqtt 1; Debian has it as python3-paho-mqtt");
        Result run = python.get().run(AT_MOST, "-c", here(PAGE.blocks("python").get(0)));
        assertEquals("success", run.output().strip());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void theConfigurationsAreGood(int number) {
        String config = PAGE.blocks("json").get(number).replaceFirst("\"mqtt\": \\{", "\"mqtt\": { \"port\": 0,");
        try (TickwireProcess started = TickwireProcess.start(config.replaceFirst(
                "\\{",
                "{\"http\":{\"port\":0},\"ticks\":{\"enabled\":false},\"inference\":{\"enabled\":false},"
                        + "\"verticles\":{\"inference\":{\"enabled\":false}},"))) {
            assertTrue(started.log().contains("ready in"), started.log());
        }
    }
}
