package io.tickwire.edge;

import static io.tickwire.ops.Awaiting.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tickwire.config.ConfigException;
import io.tickwire.config.ConfigLoader;
import io.tickwire.config.TickwireConfig;
import io.tickwire.domain.Side;
import io.tickwire.domain.TradeRequest.OpenMarket;
import io.tickwire.domain.message.TerminalStatus.Status;
import io.tickwire.edge.frames.Upgrade;
import io.tickwire.ops.Clock;
import io.tickwire.ops.Metrics;
import io.tickwire.terminal.link.LinkGateway;
import io.tickwire.terminal.link.LinkHub;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Terminals that are silent, deaf, too many, or talk nonsense: each is told why, and the next one is welcome. */
final class TerminalDoorPeersTest {
    private static final String CONFIG = "{\"limits\":{\"slowConsumerGrace\":\"100ms\"},\"terminals\":[{\"id\":\"mt5\","
            + "\"type\":\"link\",\"link\":{\"login\":10001,\"maxPending\":100000}}]}";
    private static final OpenMarket ORDER =
            new OpenMarket("tw:a", "EURUSD", Side.BUY, 0.1, 0, 0, 20, 1, "x".repeat(200));

    private final Vertx vertx = Vertx.vertx();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private LinkGateway gateway;
    private int port;

    @BeforeEach
    void open() throws ConfigException {
        TickwireConfig config = new ConfigLoader(Map.of()).parse(CONFIG, "test");
        Metrics metrics = new Metrics(registry);
        gateway = new LinkGateway(
                "mt5",
                config.primaryTerminal().link(),
                Executors.newSingleThreadScheduledExecutor(),
                Clock.system(),
                metrics);
        LinkHub hub = new LinkHub();
        hub.register(10001, gateway);
        TerminalDoor door = new TerminalDoor(
                vertx, hub, config.limits(), Clock.system(), metrics, new TerminalDoor.Pace(2, 10_000, 100));
        HttpServer server = await(vertx.createHttpServer(
                        new HttpServerOptions().setMaxWebSocketFrameSize(65_536).setSendBufferSize(4096))
                .requestHandler(request -> Upgrade.perform(request, null, door::accept))
                .listen(0, "127.0.0.1"));
        port = server.actualPort();
    }

    @AfterEach
    void close() {
        await(gateway.close());
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

    private RawTerminal dialIn() {
        RawTerminal terminal = new RawTerminal(port);
        terminal.text(hello());
        String first = terminal.readText();
        assertTrue(first.contains("\"welcome\""), first);
        return terminal;
    }

    private void awaitGone() {
        Awaitility.await().until(() -> gateway.status().status() == Status.RECONNECTING);
    }

    @Test
    void cutsATerminalThatAnswersNoPingsAndWelcomesItAgain() {
        try (RawTerminal deaf = dialIn()) {
            assertEquals(new RawTerminal.Closed(4000, "no answer to 3 pings"), deaf.readClose());
            awaitGone();
            assertEquals("no answer to 3 pings", gateway.status().lastError());
        }
        try (RawTerminal again = dialIn()) {
            again.pong();
            Awaitility.await().until(() -> gateway.status().connected());
        }
    }

    @Test
    void keepsATerminalThatAnswersInTime() {
        try (RawTerminal slow = dialIn()) {
            for (int i = 0; i < 4; i++) {
                slow.readPing();
                slow.readPing();
                slow.pong();
            }
            assertTrue(gateway.status().connected());
        }
    }

    @Test
    void cutsATerminalThatDoesNotReadAlthoughItTalks() {
        try (RawTerminal deaf = dialIn()) {
            for (int i = 0; i < 10_000; i++) {
                gateway.submit(ORDER);
                if (i % 500 == 0) {
                    deaf.pong();
                }
            }
            Awaitility.await().pollInterval(Duration.ofMillis(10)).until(() -> {
                if (gateway.status().connected()) {
                    deaf.pong();
                }
                return !gateway.status().connected();
            });
            assertEquals("nothing read for too long", gateway.status().lastError());
        }
    }

    @Test
    void refusesMoreTerminalsThanItHasRoomForUntilOneLeaves() {
        RawTerminal first = new RawTerminal(port);
        RawTerminal second = new RawTerminal(port);
        try (RawTerminal third = new RawTerminal(port)) {
            assertEquals(new RawTerminal.Closed(1013, "more than 2 terminals"), third.readClose());
            assertEquals(
                    1,
                    registry.get("tickwire.refused")
                            .tags("what", "connection", "reason", "terminal")
                            .counter()
                            .count());
        }
        first.close();
        Awaitility.await().until(() -> {
            try (RawTerminal next = new RawTerminal(port)) {
                next.text(hello());
                next.readText();
                return gateway.status().connected();
            }
        });
        second.close();
    }

    @Test
    void closesWhoSendsTextThatIsNotUtf8() {
        try (RawTerminal terminal = dialIn()) {
            terminal.text(new byte[] {'{', '"', (byte) 0xC3, (byte) 0x28, '"', '}'});
            assertEquals(new RawTerminal.Closed(1007, "text message is not UTF-8"), terminal.readClose());
            awaitGone();
            assertEquals("text message is not UTF-8", gateway.status().lastError());
        }
    }

    @Test
    void answersAnUnknownTypeWithThoseItKnowsAndStaysOpen() {
        try (RawTerminal terminal = dialIn()) {
            terminal.text("{\"type\":\"gossip\"}");
            String error = terminal.readText();
            assertTrue(error.contains("VALIDATION_ERROR") && error.contains("gossip"), error);
            assertTrue(error.contains("hello, symbols, ticks"), error);
            terminal.text("{\"type\":\"account\",\"balance\":1,\"equity\":1,\"margin\":0,\"free_margin\":1}");
            Awaitility.await().until(() -> await(gateway.account().map(true).otherwise(false)));
        }
    }

    @Test
    void countsAReplyThatNobodyWaitsForAndGoesOn() {
        try (RawTerminal terminal = dialIn()) {
            terminal.text("{\"type\":\"reply\",\"request_id\":\"never-asked\",\"retcode\":10009}");
            Awaitility.await()
                    .until(() -> registry.find("tickwire.refused")
                                    .tags("what", "link_reply", "reason", "nobody_waits")
                                    .counter()
                            != null);
            assertTrue(gateway.status().connected());
        }
    }

    @Test
    void theNewerOfTwoConnectionsOfAnAccountStays() {
        try (RawTerminal first = dialIn();
                RawTerminal second = dialIn()) {
            assertEquals(
                    new RawTerminal.Closed(1008, "replaced by a newer connection of account 10001"), first.readClose());
            second.pong();
            assertTrue(gateway.status().connected());
        }
    }

    @Test
    void aTerminalWithRealMoneyDoesNotReplaceTheDemo() {
        try (RawTerminal demo = dialIn();
                RawTerminal real = new RawTerminal(port)) {
            real.text(hello().replace("\"trade_mode\":\"demo\"", "\"trade_mode\":\"real\""));
            assertTrue(real.readText().contains("FORBIDDEN"));
            RawTerminal.Closed closed = real.readClose();
            assertEquals(1008, closed.code());
            assertTrue(closed.reason().contains("real money"), closed.reason());
            demo.pong();
            assertTrue(gateway.status().connected());
            assertFalse(gateway.status().lastError().contains("real"));
        }
    }
}
