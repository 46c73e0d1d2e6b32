package io.tickwire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every bench runs against the real jar. How fast anything is, is no test. */
class BenchIT {
    private static final Duration LONGEST = Duration.ofSeconds(90);

    private record Ended(int code, String output) {}

    private static Ended bench(String... arguments) {
        List<String> command = new ArrayList<>(List.of("bench"));
        command.addAll(List.of(arguments));
        // What it measures does not matter here, and its servers shall be there soon.
        command.addAll(List.of("--java-options", "-XX:+UseSerialGC -XX:TieredStopAtLevel=1"));
        try (TickwireProcess process = TickwireProcess.run(command.toArray(String[]::new))) {
            int code = process.awaitExit(LONGEST);
            return new Ended(code, process.log());
        }
    }

    static Stream<List<String>> tinyLoads() {
        String common = " --duration 700ms --warmup 200ms --rounds 1";
        return Stream.of(
                        "ws-echo --connections 2 --rate 100" + common,
                        "ws-request --connections 2 --rate 50" + common,
                        "ws-signal --connections 2 --rate 20" + common,
                        "ws-fanout --clients 3 --rate 20" + common,
                        "zmq --connections 2 --rate 50 --duration 500ms --warmup 200ms --rounds 1")
                .map(line -> List.of(line.split(" ")));
    }

    @ParameterizedTest
    @MethodSource("tinyLoads")
    void comparesANodeWithABareServerAndLosesNothing(List<String> arguments) throws IOException {
        List<String> withJson = new ArrayList<>(arguments);
        withJson.add("--json");
        Ended ended = bench(withJson.toArray(String[]::new));
        assertEquals(0, ended.code(), ended.output());
        JsonNode measurements = new ObjectMapper().readTree(ended.output()).get("measurements");
        List<String> seen = new ArrayList<>();
        for (JsonNode each : measurements) {
            seen.add(each.get("server").textValue());
            assertTrue(each.get("answered").longValue() > 0, ended.output());
            assertEquals(each.get("sent"), each.get("answered"), ended.output());
            assertEquals(0, each.get("errors").longValue(), ended.output());
            assertEquals(0, each.get("missing").longValue(), ended.output());
        }
        assertTrue(seen.contains("bare") && seen.contains("tickwire"), ended.output());
    }

    @ParameterizedTest
    @ValueSource(ints = 5)
    void bringsMqttMessagesToAllAndLosesNone(int protocol) throws IOException {
        String line = "mqtt --peer none --clients 3 --rate 300 --depth 4 --duration 100ms --warmup 50ms --rounds 1"
                + " --json --protocol " + protocol;
        Ended ended = bench(line.split(" "));
        assertEquals(0, ended.code(), ended.output());
        Set<String> cases = new HashSet<>();
        for (JsonNode each : new ObjectMapper().readTree(ended.output()).get("measurements")) {
            cases.add(each.get("what").textValue());
            assertEquals("tickwire", each.get("server").textValue());
            assertTrue(each.get("answered").longValue() > 0, ended.output());
            assertEquals(each.get("sent"), each.get("answered"), ended.output());
            assertEquals(0, each.get("errors").longValue(), ended.output());
        }
        assertEquals(18, cases.size(), cases.toString());
    }

    @Test
    void comparesTheInferenceSocketWithTheEngineAlone() {
        Ended ended = bench(
                "inference",
                "--rate",
                "200",
                "--connections",
                "2",
                "--duration",
                "500ms",
                "--warmup",
                "200ms",
                "--rounds",
                "1");
        assertEquals(0, ended.code(), ended.output());
        assertTrue(ended.output().contains("engine alone"), ended.output());
        assertTrue(ended.output().lines().anyMatch(line -> line.matches("tickwire +1 .* 0 +0")), ended.output());
    }

    @Test
    void countsIdleConnectionsAndWhatTheyCost() {
        Ended ended = bench("ws-idle", "--clients", "50", "--rate", "100", "--duration", "200ms");
        assertEquals(0, ended.code(), ended.output());
        assertTrue(ended.output().lines().anyMatch(line -> line.matches("tickwire +\\d+ .* 0")), ended.output());
    }

    @Test
    void aFanOutAsFastAsItIsTakenLosesNothingWhileSomeoneDoesNotRead() throws IOException {
        Ended ended = bench(
                "ws-fanout",
                "--clients",
                "5",
                "--rate",
                "0",
                "--depth",
                "3",
                "--stalled",
                "1",
                "--duration",
                "1s",
                "--warmup",
                "200ms",
                "--rounds",
                "1");
        assertEquals(0, ended.code(), ended.output());
        assertTrue(ended.output().lines().anyMatch(line -> line.matches("tickwire +1 .* 0 +0")), ended.output());
    }

    @Test
    void printsATableWithTheRatio() {
        Ended ended = bench(
                "ws-echo",
                "--rate",
                "0",
                "--depth",
                "2",
                "--connections",
                "2",
                "--duration",
                "500ms",
                "--warmup",
                "100ms",
                "--rounds",
                "2");
        assertEquals(0, ended.code(), ended.output());
        for (String part : List.of("message -> echo", "p99.9", "missing", "tickwire/bare")) {
            assertTrue(ended.output().contains(part), part + " is not in " + ended.output());
        }
        assertEquals(
                3, ended.output().lines().filter(row -> row.startsWith("bare ")).count(), ended.output());
    }

    @Test
    void measuresARunningServerAlone() {
        try (TickwireProcess node = TickwireProcess.startDefault()) {
            Ended ended = bench(
                    "ws-echo",
                    "--url",
                    node.httpUrl().replace("http", "ws") + "/echo",
                    "--connections",
                    "1",
                    "--rate",
                    "50",
                    "--duration",
                    "500ms",
                    "--warmup",
                    "0ms",
                    "--rounds",
                    "1");
            assertEquals(0, ended.code(), ended.output());
            assertTrue(ended.output().contains("server "), ended.output());
            assertTrue(!ended.output().contains("tickwire/bare"), ended.output());
        }
    }

    @Test
    void refusesWrongOptionsAndSaysWhatIsRight() {
        Ended ended = bench("ws-echo", "--rate", "fast");
        assertEquals(2, ended.code());
        assertEquals(
                "tickwire: --rate must be a whole number from 0 to 10000000, not 'fast'",
                ended.output().trim());
    }

    @Test
    void saysSoWhenNobodyListens() {
        Ended ended = bench("ws-echo", "--url", "ws://127.0.0.1:1/echo");
        assertEquals(1, ended.code(), ended.output());
        assertTrue(ended.output().startsWith("tickwire: the bench failed: Connection refused"), ended.output());
    }
}
