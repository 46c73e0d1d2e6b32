package io.tickwire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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

    @Test
    void theDoctorShowsATokenFromTheEnvironment() throws IOException {
        try (SecuredNode node = new SecuredNode()) {
            Path same = Files.writeString(
                    folder.resolve("same.json"), "{\"http\":{\"port\":" + node.process.httpPort() + "}}");
            try (TickwireProcess nameless = TickwireProcess.run("doctor", "-conf", same.toString())) {
                nameless.awaitExit(Duration.ofSeconds(30));
                assertTrue(nameless.log().contains("it asks for a credential: set TICKWIRE_TOKEN"), nameless.log());
            }
            try (TickwireProcess known = TickwireProcess.run(
                    Map.of("TICKWIRE_TOKEN", node.token("admin")), "doctor", "-conf", same.toString())) {
                known.awaitExit(Duration.ofSeconds(30));
                assertTrue(known.log().contains("[ok]  terminal b"), known.log());
                assertTrue(known.log().contains("listener http  with authentication, plain"), known.log());
            }
        }
    }

    @Test
    void whileAuthenticationIsOffAProxyBringsNoAdministrator() throws Exception {
        HttpClient http = HttpClient.newHttpClient();
        try (TickwireProcess node = TickwireProcess.startDefault();
                WsClient proxied = WsClient.connect(
                        node.bridgeUrl(), http, with -> with.header("X-Forwarded-For", "203.0.113.7"))) {
            assertEquals(200, node.get("/api/v1/doctor").statusCode());
            assertEquals(200, node.send("POST", "/api/v1/risk/resume", "{}").statusCode());
            assertEquals(204, node.send("POST", "/auth/ticket", "{}").statusCode());
            for (String header : List.of("X-Forwarded-For", "Forwarded", "Via")) {
                HttpRequest request = HttpRequest.newBuilder(URI.create(node.httpUrl() + "/api/v1/risk/halt"))
                        .header(header, "for=203.0.113.7")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{}"))
                        .build();
                HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
                assertEquals(403, answer.statusCode());
                assertTrue(answer.body().contains("authentication is off"), answer.body());
            }
            proxied.await("connection_established");
            assertEquals(
                    "FORBIDDEN",
                    proxied.ask("admin_command", "{\"command\":\"halt\"}", "error")
                            .path("error_code")
                            .asText());
            assertEquals(
                    "success",
                    proxied.ask("trading_signal", Samples.BUY_EURUSD, "trading_signal_executed")
                            .path("status")
                            .asText());
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
