package io.tickwire.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OptionParserTest {

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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ws-ecko | unknown bench 'ws-ecko', known are ws-echo, ws-request, ws-signal, ws-fanout, ws-idle, inference",
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
                "bench needs a name: ws-echo, ws-request, ws-signal, ws-fanout, ws-idle, inference",
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
