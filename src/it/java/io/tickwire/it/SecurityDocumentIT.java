package io.tickwire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands and samples of the security page do what it says, in its order and as printed but for the ports. */
final class SecurityDocumentIT {
    private static final Markdown PAGE = Markdown.read("src/docs/security.md");
    private static final String HTTP = "28301";
    private static final String TICKS = "28365";

    @TempDir
    Path folder;

    private record Result(int exitCode, String output) {}

    /** Runs a block of the shell in the folder; {@code $KEY} is what a test gives it. */
    private Result shell(String block, String key) {
        try {
            ProcessBuilder builder = new ProcessBuilder("bash", "-ec", block)
                    .directory(folder.toFile())
                    .redirectErrorStream(true);
            builder.environment().put("KEY", key);
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes());
            assertTrue(process.waitFor(60, TimeUnit.SECONDS), output);
            return new Result(process.exitValue(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void prepare() throws IOException {
        for (String tool : List.of("bash", "openssl", "curl")) {
            Interpreter.Result found = new Interpreter(List.of(tool))
                    .run(Duration.ofSeconds(20), tool.equals("openssl") ? "version" : "--version");
            assumeTrue(found.exitCode() == 0, "skipped: no " + tool);
        }
        Path jar = Path.of(System.getProperty(
                "tickwire.jar",
                TickwireProcess.basedir().resolve("target/tickwire.jar").toString()));
        Files.createSymbolicLink(folder.resolve("tickwire.jar"), jar);
        Files.createDirectories(folder.resolve("conf/examples"));
        String config = Files.readString(TickwireProcess.basedir().resolve("conf/examples/secured.json"));
        Files.writeString(
                folder.resolve("conf/examples/secured.json"),
                config.replace("8001", HTTP)
                        .replace("8765", TICKS)
                        .replaceFirst("\\{", "{\"inference\":{\"port\":0},"));
    }

    @Test
    void theFirstTwoBlocksSecureANodeAndAskItOverTls() throws IOException {
        prepare();
        List<String> blocks = PAGE.blocks("sh");
        String start = "java -jar tickwire.jar -conf conf/examples/secured.json\n";
        assertTrue(blocks.get(0).endsWith(start), blocks.get(0));
        Result made = shell(blocks.get(0).replace(start, ""), "");
        assertEquals(0, made.exitCode(), made.output());
        String key = made.output()
                .lines()
                .filter(line -> line.startsWith("tw_"))
                .findFirst()
                .orElseThrow();
        String run = start.strip() + " > node.log 2>&1 & echo $! > pid\n";
        shell(run + "for i in $(seq 100); do grep -q 'ready in' node.log && break; sleep 0.2; done", "");
        try {
            Result asked = shell(blocks.get(1).replace("8001", HTTP), key);
            assertTrue(asked.output().contains("\"symbols\":[{\"name\":\"EURUSD\""), asked.output() + log());
            Result nameless = shell(blocks.get(1).replace("8001", HTTP), "");
            assertTrue(nameless.output().contains("UNAUTHORIZED"), nameless.output());
            assertTrue(log().contains("dashboard    https://0.0.0.0:" + HTTP), log());
        } finally {
            shell("kill $(cat pid)", "");
        }
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("node.log"));
    }

    @Test
    void theTokenBlocksMakeATokenThatTheConfigurationTakes() throws IOException {
        prepare();
        Result made = shell(PAGE.blocks("sh").get(2), "");
        assertEquals(0, made.exitCode(), made.output());
        String token = made.output().lines().reduce((first, last) -> last).orElseThrow();
        String config = PAGE.blocks("json")
                .get(0)
                .replaceFirst("\\{", "{\"http\":{\"port\":0},\"ticks\":{\"port\":0},\"inference\":{\"port\":0},")
                .replace("keys/desk-1", folder.resolve("keys/desk-1").toString());
        try (TickwireProcess node = TickwireProcess.start(config);
                WsClient client = WsClient.connect(
                        node.bridgeUrl(),
                        java.net.http.HttpClient.newHttpClient(),
                        with -> with.header("Authorization", "Bearer " + token))) {
            client.await("connection_established");
        }
    }

    @Test
    void theClientLinesConnect() throws IOException {
        Interpreter node = new Interpreter(List.of("node", "--experimental-websocket"));
        assumeTrue(
                node.run(Duration.ofSeconds(20), "-e", "process.exit(typeof WebSocket === 'function' ? 0 : 1)")
                                .exitCode()
                        == 0,
                "skipped: no node with a WebSocket");
        try (SecuredNode secured = new SecuredNode()) {
            String key = secured.key("desk", "read");
            Path js = Files.writeString(
                    folder.resolve("client.mjs"),
                    "const [url, key] = process.argv.slice(2);\n"
                            + PAGE.blocks("js").get(0)
                            + "socket.onmessage = (event) => { console.log(socket.protocol, JSON.parse(event.data).type);"
                            + " socket.close(); };\n");
            Interpreter.Result result =
                    node.run(Duration.ofSeconds(30), js.toString(), secured.process.bridgeUrl(), key);
            assertTrue(result.output().contains("tickwire connection_established"), result.output());
            Interpreter python = Interpreter.find(
                            Stream.of(List.of("python3"), List.of("/usr/bin/python3")), "-c", "import websockets")
                    .orElse(null);
            assumeTrue(python != null, "skipped: no python3 with the websockets package");
            Path py = Files.writeString(
                    folder.resolve("client.py"),
                    "import asyncio, sys, websockets\n\nasync def main(url, key):\n    "
                            + PAGE.blocks("python").get(0).strip()
                            + "\n    print((await socket.recv())[:40])\n    await socket.close()\n\n"
                            + "asyncio.run(main(*sys.argv[1:]))\n");
            Interpreter.Result told =
                    python.run(Duration.ofSeconds(30), py.toString(), secured.process.bridgeUrl(), key);
            assertTrue(told.output().contains("connection_established"), told.output());
        }
    }
}
