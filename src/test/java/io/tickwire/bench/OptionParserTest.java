package io.tickwire.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.bench.mqtt.MqttPlan;
import io.tickwire.bench.mqtt.MqttPlan.Part;
import io.tickwire.bench.mqtt.Scenario;
import io.tickwire.protocol.mqtt.MqttVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OptionParserTest {
    private static final MqttPlan EVERY_CASE = new MqttPlan(
            List.of(Scenario.ONE_TO_ONE, Scenario.FAN_OUT, Scenario.FAN_IN),
            List.of(0, 1, 2),
            List.of(Part.SATURATION, Part.LATENCY),
            MqttVersion.V5,
            "");

    @Test
    void takesTheDefaultsOfTheBench() throws UsageException {
        BenchOptions expected = new BenchOptions(
                BenchKind.WS_ECHO,
                10,
                20_000,
                16,
                0,
                310,
                Duration.ofSeconds(10),
                Duration.ofSeconds(3),
                3,
                "",
                "",
                List.of(),
                EVERY_CASE,
                List.of("-Xmx1g"),
                "",
                "",
                false,
                false);
        assertEquals(expected, OptionParser.parse(List.of("ws-echo")));
    }

    @Test
    void takesEveryOption() throws UsageException {
        BenchOptions expected = new BenchOptions(
                BenchKind.WS_FANOUT,
                3,
                50,
                8,
                2,
                310,
                Duration.ofMillis(500),
                Duration.ofMinutes(2),
                4,
                "ws://127.0.0.1:8001/websocket/ws",
                "ws://127.0.0.1:8765/",
                List.of(Peer.PYTHON, Peer.NODE),
                EVERY_CASE,
                List.of("-Xmx2g", "-XX:+UseZGC"),
                "0",
                "1-2,4",
                true,
                false);
        String line = "ws-fanout --clients 3 --rate=50 --duration 500ms --warmup 2m --rounds 4 --json"
                + " --url ws://127.0.0.1:8001/websocket/ws --ticks-url ws://127.0.0.1:8765/"
                + " --server-cpus 0 --client-cpus 1-2,4 --depth 8 --stalled 2 --peers python,node";
        List<String> words = new ArrayList<>(List.of(line.split(" ")));
        words.addAll(List.of("--java-options", "-Xmx2g -XX:+UseZGC"));
        assertEquals(expected, OptionParser.parse(words));
    }

    @Test
    void takesTheOptionsOfMqtt() throws UsageException {
        MqttPlan some = new MqttPlan(
                List.of(Scenario.FAN_IN, Scenario.ONE_TO_ONE),
                List.of(2, 0),
                List.of(Part.LATENCY),
                MqttVersion.V311,
                "localhost:1884");
        String line = "mqtt --scenario fanin,1to1 --qos 2,0 --parts latency --protocol 4 --peer localhost:1884"
                + " --clients 7 --rate 900 --depth 12 --size 256 --url mqtt://127.0.0.1:1883";
        BenchOptions options = OptionParser.parse(List.of(line.split(" ")));
        assertEquals(some, options.mqtt());
        assertEquals(
                List.of(7, 900, 12, 256),
                List.of(options.connections(), options.rate(), options.depth(), options.size()));
        assertEquals("mqtt://127.0.0.1:1883", options.url());
        assertEquals(EVERY_CASE, OptionParser.parse(List.of("mqtt")).mqtt());
        assertEquals(
                "none",
                OptionParser.parse(List.of("mqtt", "--peer", "none")).mqtt().peer());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ws-ecko | unknown bench 'ws-ecko', known are ws-echo, ws-request, ws-signal, ws-fanout, ws-idle, inference, mqtt, zmq",
                "ws-echo --clients 3 | ws-echo has no option '--clients', see ws-echo --help",
                "ws-echo extra | ws-echo has no option 'extra', see ws-echo --help",
                "ws-echo --rate | --rate needs a value",
                "ws-echo --json=yes | --json takes no value",
                "ws-echo --rate fast | --rate must be a whole number from 0 to 10000000, not 'fast'",
                "ws-echo --rate -1 | --rate must be a whole number from 0 to 10000000, not '-1'",
                "ws-echo --connections 0 | --connections must be a whole number from 1 to 20000, not '0'",
                "ws-echo --size 63 | --size must be a whole number from 64 to 60000, not '63'",
                "ws-echo --duration 10 | --duration must be a time from 100ms to 60m, such as 500ms, 10s or 2m, not '10'",
                "ws-echo --duration 99ms | --duration must be a time from 100ms to 60m, such as 500ms, 10s or 2m, not '99ms'",
                "ws-echo --url http://x:1/ | --url must be a URL such as ws://127.0.0.1:8001/echo, not 'http://x:1/'",
                "ws-echo --url ws://x | --url must be a URL such as ws://127.0.0.1:8001/echo, not 'ws://x'",
                "ws-echo --server-cpus a | --server-cpus must be a list such as 0 or 0,2-3, not 'a'",
                "ws-fanout --url ws://x:1/ | --url and --ticks-url go together: ticks go in at one and come out at the other",
                "ws-echo --url mqtt://x:1 | --url must be a URL such as ws://127.0.0.1:8001/echo, not 'mqtt://x:1'",
                "mqtt --url ws://x:1 | --url must be a URL such as mqtt://127.0.0.1:1883, not 'ws://x:1'",
                "mqtt --scenario fan | --scenario must be some of 1to1,fanout,fanin, not 'fan'",
                "mqtt --qos 1,3 | --qos must be some of 0,1,2, not '1,3'",
                "mqtt --parts all | --parts must be some of saturation,latency, not 'all'",
                "mqtt --protocol 3 | --protocol must be 4 (MQTT 3.1.1) or 5, not '3'",
                "mqtt --peer localhost | --peer must be host:port, or none, not 'localhost'",
                "mqtt --connections 3 | mqtt has no option '--connections', see mqtt --help",
                "ws-echo --qos 1 | ws-echo has no option '--qos', see ws-echo --help",
                "ws-fanout --rate 100000 --duration 60m | more than 9000000 ticks: lower --rate, --duration or --warmup",
            })
    void saysWhatIsWrong(String line, String message) {
        UsageException wrong = assertThrows(UsageException.class, () -> OptionParser.parse(List.of(line.split(" "))));
        assertEquals(message, wrong.getMessage());
    }

    @Test
    void needsAName() {
        UsageException wrong = assertThrows(UsageException.class, () -> OptionParser.parse(List.of()));
        assertEquals(
                "bench needs a name: ws-echo, ws-request, ws-signal, ws-fanout, ws-idle, inference, mqtt, zmq",
                wrong.getMessage());
    }

    @ParameterizedTest
    @EnumSource(BenchKind.class)
    void takesEveryOptionThatItsHelpNames(BenchKind kind) throws UsageException {
        List<String> flags = Option.help(kind)
                .lines()
                .map(String::trim)
                .filter(line -> line.startsWith("--"))
                .map(line -> line.split(" ")[0])
                .toList();
        assertTrue(flags.size() > 6, "help of " + kind + " names " + flags);
        for (String flag : flags) {
            assertEquals(flag, Option.of(flag, kind).flag());
        }
    }
}
