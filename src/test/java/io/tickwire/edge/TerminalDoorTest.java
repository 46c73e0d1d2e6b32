package io.tickwire.edge;

import static io.tickwire.ops.Awaiting.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tickwire.config.ConfigException;
import io.tickwire.config.ConfigLoader;
import io.tickwire.config.TickwireConfig;
import io.tickwire.edge.frames.Upgrade;
import io.tickwire.ops.Clock;
import io.tickwire.ops.Metrics;
import io.tickwire.terminal.link.LinkGateway;
import io.tickwire.terminal.link.LinkHub;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketFrame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bad peers at the terminal link. */
final class TerminalDoorTest {
    private static final int FRAGMENT = 256;

    private final Vertx vertx = Vertx.vertx();
    private final LinkHub hub = new LinkHub();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private LinkGateway gateway;
    private HttpServer server;
    private WebSocket socket;

    @BeforeEach
    void open() throws ConfigException {
        TickwireConfig config = new ConfigLoader(Map.of())
                .parse("{\"terminals\":[{\"id\":\"mt5\",\"type\":\"link\",\"link\":{\"login\":10001}}]}", "test");
        Metrics metrics = new Metrics(new SimpleMeterRegistry());
        gateway = new LinkGateway(
                "mt5",
                config.primaryTerminal().link(),
                Executors.newSingleThreadScheduledExecutor(),
                Clock.system(),
                metrics);
        hub.register(10001, gateway);
        TerminalDoor door = new TerminalDoor(
                vertx, hub, config.limits(), Clock.system(), metrics, new TerminalDoor.Pace(3, 400, 100));
        server = await(vertx.createHttpServer(new HttpServerOptions().setMaxWebSocketFrameSize(65_536))
                .requestHandler(request -> Upgrade.perform(request, null, door::accept))
                .listen(0, "127.0.0.1"));
        socket = await(vertx.createWebSocketClient(new WebSocketClientOptions().setMaxFrameSize(65_536))
                .connect(server.actualPort(), "127.0.0.1", "/terminal/ws"));
        socket.textMessageHandler(heard::add);
    }

    @AfterEach
    void close() {
        await(vertx.close());
    }

    private static String hello() {
        try {
            return Files.readString(Path.of("src/test/resources/golden/terminal/in-hello.json"))
                    .strip();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void awaitClose(int code) {
        Awaitility.await().until(socket::isClosed);
        assertEquals(code, (int) socket.closeStatusCode());
        assertTrue(!socket.closeReason().isBlank());
    }

    private String awaitError() {
        Awaitility.await().until(() -> heard.stream().anyMatch(text -> text.contains("\"error\"")));
        return heard.stream()
                .filter(text -> text.contains("\"error\""))
                .findFirst()
                .orElseThrow();
    }

    private void welcome() {
        await(socket.writeTextMessage(hello()));
        Awaitility.await().until(() -> !heard.isEmpty());
        assertTrue(heard.get(0).contains("\"welcome\""), heard.get(0));
    }

    @Test
    void takesAHelloInFragmentsOf256Bytes() {
        byte[] hello = hello().getBytes(StandardCharsets.UTF_8);
        for (int from = 0; from < hello.length; from += FRAGMENT) {
            int to = Math.min(hello.length, from + FRAGMENT);
            Buffer part = Buffer.buffer(Arrays.copyOfRange(hello, from, to));
            boolean last = to == hello.length;
            await(socket.writeFrame(
                    from == 0
                            ? WebSocketFrame.textFrame(part.toString(), last)
                            : WebSocketFrame.continuationFrame(part, last)));
        }
        Awaitility.await().until(() -> gateway.status().connected());
    }

    @Test
    void closesWhoSaysNoHello() {
        awaitClose(1008);
        assertTrue(socket.closeReason().contains("no hello"));
    }

    @Test
    void closesWhoSaysHalfAMessageAndNothingMore() {
        await(socket.writeFrame(WebSocketFrame.textFrame("{\"type\":\"hel", false)));
        awaitClose(1008);
    }

    @Test
    void closesWhoSaysSomethingElseFirst() {
        await(socket.writeTextMessage("{\"type\":\"pong\"}"));
        assertTrue(awaitError().contains("hello as the first message"));
        awaitClose(1008);
    }

    @Test
    void closesAnAccountThatItDoesNotKnow() {
        await(socket.writeTextMessage(hello().replace("\"account\":10001", "\"account\":5")));
        assertTrue(awaitError().contains("link.login"));
        awaitClose(1008);
    }

    @Test
    void answersAMalformedMessageAndStaysOpen() {
        welcome();
        await(socket.writeTextMessage("{\"type\":\"ticks\",\"ticks\":[[\"EURUSD\",\"now\"]]}"));
        assertTrue(awaitError().contains("ticks[0].time_msc"));
        await(socket.writeTextMessage(
                "{\"type\":\"account\",\"balance\":1,\"equity\":1,\"margin\":0,\"free_margin\":1}"));
        Awaitility.await().until(() -> await(gateway.account().map(true).otherwise(false)));
    }

    @Test
    void closesWhoSendsAHugeMessage() {
        welcome();
        String part = "x".repeat(60_000);
        socket.writeFrame(WebSocketFrame.textFrame(part, false));
        for (int i = 0; i < 20; i++) {
            socket.writeFrame(WebSocketFrame.continuationFrame(Buffer.buffer(part), false));
        }
        assertTrue(awaitError().contains("MESSAGE_TOO_LARGE"));
        awaitClose(1009);
        Awaitility.await().until(() -> !gateway.status().connected());
    }

    @Test
    void saysThatTheTerminalIsGoneWhenItsSocketIs() {
        welcome();
        await(socket.close());
        Awaitility.await().until(() -> !gateway.status().connected());
    }
}
