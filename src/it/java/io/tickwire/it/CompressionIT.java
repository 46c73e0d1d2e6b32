package io.tickwire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** permessage-deflate with Python's websockets, which offers it by default. */
final class CompressionIT {
    private static final String CLIENT = """
            import asyncio, json, sys, websockets

            async def answer(socket, kind):
                while True:
                    message = json.loads(await socket.recv())
                    if message["type"] == kind:
                        return message

            async def main(url, compression):
                async with websockets.connect(url, compression=compression) as socket:
                    extensions = getattr(socket, "extensions", None)
                    if extensions is None:
                        extensions = socket.protocol.extensions
                    print("negotiated", [extension.name for extension in extensions])
                    # 8 KiB of it, so that it is deflated on the way in.
                    await socket.send(json.dumps({"type": "heartbeat", "timestamp": "2026-01-27T10:00:00.000Z",
                        "data": {"client": "python", "padding": "ü" * 4096}}))
                    print((await answer(socket, "heartbeat_response"))["status"])
                    # Half a megabyte as it is; deflated in one frame on the way out.
                    await socket.send(json.dumps({"type": "mt5_command", "timestamp": "2026-01-27T10:00:00.000Z",
                        "data": {"command": "get_ticks", "symbol": "EURUSD", "count": 1000}}))
                    ticks = (await answer(socket, "mt5_command_result"))["result"]
                    print("ticks", len(ticks["ticks"]) == ticks["count"] > 0)
                    await socket.send(json.dumps({"type": "subscribe", "symbols": ["*"], "batch": True}))
                    print((await answer(socket, "subscribed"))["total_subscribed"] > 0)
                    # More than it may be once it is inflated, in a frame that is small.
                    await socket.send(" " * 70000)
                    try:
                        while True:
                            await socket.recv()
                    except websockets.exceptions.ConnectionClosed:
                        print("closed", socket.close_code)

            asyncio.run(main(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None))
            """;

    private static List<String> talk(TickwireProcess tickwire, String... compression) {
        Interpreter python = Interpreter.find(
                        Stream.of(List.of("python3"), List.of("/usr/bin/python3")), "-c", "import websockets")
                .orElse(null);
        assumeTrue(python != null, "skipped: no python3 with the websockets package");
        Interpreter.Result result = python.run(
                Duration.ofSeconds(30),
                Stream.concat(Stream.of("-c", CLIENT, tickwire.bridgeUrl()), Stream.of(compression))
                        .toArray(String[]::new));
        assertEquals(0, result.exitCode(), result.output());
        return result.lines();
    }

    @Test
    void isUsedWhenTheClientOffersItAndBoundedLikeEveryMessage() {
        try (TickwireProcess tickwire = TickwireProcess.start(Samples.roomy(""))) {
            List<String> rest = List.of("healthy", "ticks True", "True", "closed 1009");
            assertEquals(
                    Stream.concat(Stream.of("negotiated ['permessage-deflate']"), rest.stream())
                            .toList(),
                    talk(tickwire, "deflate"));
            assertEquals(
                    Stream.concat(Stream.of("negotiated []"), rest.stream()).toList(), talk(tickwire));
            assertTrue(!tickwire.log().contains("ERROR"), tickwire.log());
        }
    }

    @Test
    void isDeclinedWhenItIsSwitchedOff() {
        String config = Samples.roomy("").replace("\"http\":{", "\"http\":{\"compression\":{\"enabled\":false},");
        try (TickwireProcess tickwire = TickwireProcess.start(config)) {
            assertEquals("negotiated []", talk(tickwire, "deflate").get(0));
        }
    }
}
