package io.tickwire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tickwire.edge.inference.RawPeer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The inference socket of the real jar, byte by byte. Its model is one that nobody has, so the answer is known. */
final class InferenceSocketIT {
    private static final String MODEL = "nobody";
    /** What a good window gets here. */
    private static final String ANSWER = "error: unknown model '" + MODEL + "'";

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String WINDOW = window();
    private static final String PYTHON = """
            import asyncio, sys, websockets

            async def main(url, window, answer):
                async with websockets.connect(url) as socket:
                    for message in [window, window.encode() + b"\\x00", [window[i:i + 256] for i in range(0, len(window), 256)]]:
                        await socket.send(message)
                        print(await socket.recv() == answer)
                    await (await socket.ping())
                    await socket.send("stop")
                    await socket.wait_closed()
                    print(socket.close_code)

            asyncio.run(main(*sys.argv[1:]))
            """;
    private static final String NODE = """
            const [url, window, answer] = process.argv.slice(1);
            const socket = new WebSocket(url);
            let heard = 0;
            socket.onopen = () => { socket.send(window); socket.send(new TextEncoder().encode(window + '\\0')); };
            socket.onmessage = (event) => {
              console.log(event.data === answer);
              if (++heard === 2) socket.send('stop');
            };
            socket.onclose = (event) => console.log(event.code);
            """;

    private static TickwireProcess tickwire;

    private static String window() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            text.append(String.format(Locale.ROOT, "%.5f,", 1.08 + i * 1e-5));
        }
        return text.toString();
    }

    private static String config(String more) {
        return Samples.roomy(more)
                .replace(
                        "\"inference\":{\"port\":0}",
                        "\"inference\":{\"port\":0,\"quietAfter\":\"2s\",\"defaultModel\":\"" + MODEL + "\"}");
    }

    @BeforeAll
    static void start() {
        tickwire = TickwireProcess.start(config(",\"storage\":{\"journal\":\"memory\"}"));
    }

    @AfterAll
    static void stop() {
        tickwire.close();
    }

    private static RawPeer peer() throws IOException {
        return new RawPeer(tickwire.inferencePort());
    }

    private static RawPeer webSocket() throws IOException {
        RawPeer peer = peer();
        assertTrue(peer.upgrade("/").startsWith("HTTP/1.1 101 Switching Protocols\r\n"));
        return peer;
    }

    private static void assertServes() throws IOException {
        try (RawPeer peer = peer()) {
            assertEquals(ANSWER, peer.send(WINDOW + "\0").finish());
        }
    }

    @Test
    void aWindowAndItsNulInOneWrite() throws IOException {
        assertServes();
    }

    @Test
    void theSameInOneByteWrites() throws IOException {
        try (RawPeer peer = peer()) {
            assertEquals(ANSWER, peer.sendByByte(WINDOW + "\0").read(ANSWER.length()));
            assertEquals("", peer.finish());
        }
    }

    @Test
    void threeWindowsInOneWrite() throws IOException {
        String few = "1.1,1.2,1.3,";
        try (RawPeer peer = peer()) {
            assertEquals(
                    ANSWER + "error: 3 closes, at least 97 are needed" + ANSWER,
                    peer.send(WINDOW + "\0" + few + "\n" + WINDOW + "\0").finish());
        }
    }

    @Test
    void aClientThatReadsAtMostFiveBytesAtATime() throws IOException {
        try (RawPeer peer = webSocket()) {
            peer.binary(WINDOW + "\0");
            StringBuilder frame = new StringBuilder();
            while (frame.length() < 2 + ANSWER.length()) {
                frame.append(peer.readAtMost(5));
            }
            assertEquals("\u0081" + (char) ANSWER.length() + ANSWER, frame.toString());
        }
    }

    @Test
    void aClientThatFragmentsAt256Bytes() throws IOException {
        try (RawPeer peer = webSocket()) {
            assertEquals("81 " + ANSWER, peer.fragmented(WINDOW + "\0", 256).nextFrame());
            assertEquals("81 " + ANSWER, peer.text(WINDOW).nextFrame());
        }
    }

    @Test
    void aClientThatNeverReadsHarmsNobody() throws Exception {
        byte[] windows = (WINDOW + "\0").repeat(200).getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        try (RawPeer deaf = new RawPeer(tickwire.inferencePort(), 4096)) {
            CompletableFuture<Void> sender = CompletableFuture.runAsync(() -> {
                try {
                    for (int i = 0; i < 100_000; i++) {
                        deaf.send(windows);
                    }
                } catch (IOException closed) {
                    // The test is over.
                    return;
                }
            });
            Awaitility.await().during(500, TimeUnit.MILLISECONDS).atMost(SOON).until(() -> held());
            for (int i = 0; i < 20; i++) {
                assertServes();
            }
            assertTrue(!sender.isDone(), "everything was taken");
        }
    }

    /** Whether no more windows are taken at present. */
    private static boolean held() {
        String before = windows();
        assertTrue(tickwire.isAlive());
        return before.equals(windows()) && !before.isEmpty();
    }

    private static String windows() {
        return tickwire.get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("tickwire_windows_total{outcome=\"unknown_model\"}"))
                .findFirst()
                .orElse("");
    }

    @Test
    void badPeersAreToldAndTheNextOneIsServed() throws IOException {
        try (RawPeer hello = peer();
                RawPeer unmasked = webSocket();
                RawPeer http = peer();
                RawPeer half = peer()) {
            half.send("GET / HTTP/1.1\r\nHo");
            hello.send(new byte[] {0x16, 3, 1, 0, 5, 1, 2, 3, 4, 5});
            assertEquals("error: TLS on a plain port: set inference.tls, or connect without TLS", hello.readAll());
            unmasked.send(new byte[] {(byte) 0x81, 1, '1'});
            assertEquals("88 1002 frame is not masked", unmasked.nextFrame());
            assertTrue(http.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n").readAll().startsWith("HTTP/1.1 426 "));
            assertServes();
        }
        try (RawPeer endless = peer()) {
            byte[] megabyte = new byte[1 << 20];
            java.util.Arrays.fill(megabyte, (byte) '7');
            for (int i = 0; i < 10; i++) {
                endless.send(megabyte);
            }
            assertEquals("error: window larger than 65536 bytes", endless.finish());
        }
        assertServes();
    }

    @Test
    void pythonIsServed() {
        Optional<Interpreter> python = Interpreter.python();
        assumeTrue(python.isPresent(), Interpreter.NO_PYTHON);
        Interpreter.Result run = python.get().run(SOON, "-c", PYTHON, url(), WINDOW, ANSWER);
        assertEquals(List.of("True", "True", "True", "1000"), run.lines(), run.output());
    }

    @Test
    void nodeIsServed() {
        Optional<Interpreter> node = Interpreter.node();
        assumeTrue(node.isPresent(), Interpreter.NO_NODE);
        Interpreter.Result run = node.get().run(SOON, "-e", NODE, url(), WINDOW, ANSWER);
        assertEquals(List.of("true", "true", "1000"), run.lines(), run.output());
    }

    /** As printed, but for the port, which is a free one here. */
    private static String printed(String language, int number) {
        return Markdown.read("src/docs/protocol/inference.md")
                .blocks(language)
                .get(number)
                .replace("8989", String.valueOf(tickwire.inferencePort()));
    }

    @Test
    void thePagesPythonRuns() {
        Optional<Interpreter> python = Interpreter.python();
        assumeTrue(python.isPresent(), Interpreter.NO_PYTHON);
        for (int block = 0; block < 2; block++) {
            Interpreter.Result run = python.get().run(SOON, "-c", printed("python", block));
            assertEquals(List.of(ANSWER), run.lines(), run.output());
        }
    }

    @Test
    void thePagesJavaScriptRuns() {
        Optional<Interpreter> node = Interpreter.node();
        assumeTrue(node.isPresent(), Interpreter.NO_NODE);
        Interpreter.Result run = node.get().run(SOON, "-e", printed("js", 0));
        assertEquals(List.of(ANSWER), run.lines(), run.output());
    }

    private static String url() {
        return "ws://127.0.0.1:" + tickwire.inferencePort() + "/";
    }

    @Test
    void sigtermTellsEverybody() throws IOException {
        try (TickwireProcess node = TickwireProcess.start(config(""));
                RawPeer text = new RawPeer(node.inferencePort());
                RawPeer socket = new RawPeer(node.inferencePort())) {
            socket.upgrade("/");
            assertEquals(ANSWER, text.send(WINDOW + "\0").read(ANSWER.length()));
            node.terminate();
            assertEquals("88 1001 server is going away", socket.nextFrame());
            assertEquals("", text.readAll());
            socket.close();
            assertEquals(0, node.awaitExit(SOON));
        }
    }

    @Test
    void stopEndsTheProcessInAnOrderlyWayWhereItIsToldTo() throws IOException {
        String config = config("").replace("\"defaultModel\"", "\"stopEndsProcess\":true,\"defaultModel\"");
        try (TickwireProcess node = TickwireProcess.start(config);
                RawPeer peer = new RawPeer(node.inferencePort())) {
            assertEquals(ANSWER, peer.send(WINDOW + "\0stop").readAll());
            assertEquals(0, node.awaitExit(SOON));
            assertTrue(node.log().contains("stopped"), node.log());
        }
        assertServes();
        try (RawPeer peer = peer()) {
            assertEquals("", peer.send("stop\0").readAll());
        }
        assertServes();
    }

    @Test
    void aTakenPortEndsTheStartWithOneLine() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                TickwireProcess node = TickwireProcess.launch("{\"http\":{\"port\":0},\"ticks\":{\"port\":0},"
                        + "\"inference\":{\"port\":" + taken.getLocalPort() + "}}")) {
            assertEquals(3, node.awaitExit(SOON));
            String log = node.log();
            assertEquals(1, log.lines().filter(line -> !line.contains(" INFO ")).count(), log);
            assertTrue(log.contains("port " + taken.getLocalPort()) && log.contains("inference.port"), log);
        }
    }

    @Test
    void portsOfItsOwnAreCheckedWithTheOthers() {
        try (TickwireProcess node = TickwireProcess.launch(
                "{\"inference\":{\"port\":8001,\"ports\":{\"8001\":\"a\",\"x\":\"b c\"},\"defaultModel\":\"\"}}")) {
            assertEquals(2, node.awaitExit(SOON));
            for (String problem : List.of(
                    "$.inference.port: is the same as $.http.port (8001)",
                    "$.inference.ports.8001: is the same as $.http.port (8001)",
                    "$.inference.ports.x: 'x' is not a port",
                    "$.inference.ports.x: 'b c' cannot be the name of a model",
                    "$.inference.defaultModel: '' cannot be the name of a model")) {
                assertTrue(node.log().contains(problem), problem + "\n" + node.log());
            }
        }
    }
}
