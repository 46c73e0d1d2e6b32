package io.tickwire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients of others, and our own terminal, at a node that asks for credentials. */
final class SecuredClientsIT {
    @TempDir
    Path folder;

    @Test
    void pythonConnectsBySubprotocolAndIsToldWhyNot() throws IOException {
        Optional<Interpreter> python = Interpreter.find(
                Stream.of(List.of("python3"), List.of("/usr/bin/python3"), List.of("python")),
                "-c",
                "import sys, websockets; sys.exit(sys.version_info < (3, 8))");
        assumeTrue(python.isPresent(), "skipped: no python3 (3.8 or newer) with the websockets package");
        Path script = Files.writeString(folder.resolve("client.py"), """
                import asyncio, json, sys, websockets

                async def main(url, token):
                    async with websockets.connect(url, subprotocols=["tickwire", "bearer." + token]) as socket:
                        print(socket.subprotocol, json.loads(await socket.recv())["type"])
                    try:
                        async with websockets.connect(url, subprotocols=["tickwire", "bearer.wrong"]):
                            print("let in")
                    except Exception as refused:
                        print("401" in str(refused))

                asyncio.run(main(*sys.argv[1:]))
                """);
        try (SecuredNode node = new SecuredNode()) {
            Interpreter.Result result = python.get()
                    .run(Duration.ofSeconds(30), script.toString(), node.process.bridgeUrl(), node.token("read"));
            assertEquals(List.of("tickwire connection_established", "True"), result.lines(), result.output());
        }
    }

    @Test
    void aTerminalDialsInWithItsTokenForItsOwnAccountOnly() throws IOException {
        try (SecuredNode node = new SecuredNode(
                ",\"terminals\":[{\"id\":\"mt5\",\"type\":\"link\"," + "\"link\":{\"login\":10001,\"live\":true}}]")) {
            try (TickwireProcess nameless = terminal(node, "")) {
                nameless.awaitLog("cannot connect");
                assertTrue(nameless.log().contains("401"), nameless.log());
            }
            String others = node.token("trade", 600_000, "other");
            try (TickwireProcess foreign = terminal(node, others)) {
                foreign.awaitLog("Account mt5 is not open to bob");
                foreign.awaitLog("connection lost (1008");
                assertFalse(foreign.log().contains(others), foreign.log());
            }
            try (TickwireProcess own = terminal(node, node.token("trade", 8000, "mt5"))) {
                own.awaitLog("welcomed by the bridge");
                Awaitility.await().until(() -> node.get("/health/ready", "").statusCode() == 200);
            }
        }
    }

    private TickwireProcess terminal(SecuredNode node, String token) throws IOException {
        Path file = Files.createTempFile(folder, "terminal", ".json");
        Files.writeString(
                file,
                "{\"url\":\"" + node.process.httpUrl().replace("http", "ws") + "/terminal/ws\",\"token\":\"" + token
                        + "\",\"tradeMode\":\"real\",\"simulated\":{\"login\":10001}}");
        return TickwireProcess.run("terminal", "-conf", file.toString());
    }
}
