package io.tickwire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The echo on a port of its own. */
final class EchoPortIT {
    private static final Pattern URL = Pattern.compile("echo +(ws://\\S+)");
    private static final String CLIENT = """
            import asyncio, sys, websockets

            async def main(url):
                async with websockets.connect(url, max_size=2**25) as socket:
                    for message in ["text ü", b"\\x00\\xff", "x" * 3_000_000, b""]:
                        await socket.send(message)
                        print(await socket.recv() == message)
                    await (await socket.ping())
                    print("pong")

            asyncio.run(main(sys.argv[1]))
            """;

    @Test
    void sendsBackWhateverComesOnAnyPath() {
        String config = Samples.roomy(",\"echo\":{\"enabled\":true,\"port\":0}");
        Optional<Interpreter> python =
                Interpreter.find(Stream.of(List.of("python3"), List.of("/usr/bin/python3")), "-c", "import websockets");
        assumeTrue(python.isPresent(), "skipped: no python3 with the websockets package");
        try (TickwireProcess tickwire = TickwireProcess.start(config)) {
            Matcher url = URL.matcher(tickwire.log());
            assertTrue(url.find(), tickwire.log());
            Interpreter.Result result =
                    python.get().run(Duration.ofSeconds(30), "-c", CLIENT, url.group(1) + "any/path");
            assertEquals(List.of("True", "True", "True", "True", "pong"), result.lines(), result.output());
        }
    }

    @Test
    void isOffUnlessItIsAskedFor() {
        try (TickwireProcess tickwire = TickwireProcess.startDefault()) {
            assertFalse(tickwire.log().contains("echo "), tickwire.log());
        }
    }

    @Test
    void sharesNoPortWithAnother() {
        try (TickwireProcess tickwire = TickwireProcess.launch("{\"echo\":{\"enabled\":true,\"port\":8765}}")) {
            assertEquals(2, tickwire.awaitExit(Duration.ofSeconds(20)));
            assertTrue(tickwire.log().contains("$.echo.port: is the same as $.ticks.port (8765)"), tickwire.log());
        }
    }
}
