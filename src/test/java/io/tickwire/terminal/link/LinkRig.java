package io.tickwire.terminal.link;

import static io.tickwire.ops.Awaiting.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tickwire.config.ConfigException;
import io.tickwire.config.ConfigLoader;
import io.tickwire.config.LinkConfig;
import io.tickwire.config.TickwireConfig;
import io.tickwire.domain.RawTick;
import io.tickwire.domain.TradeMode;
import io.tickwire.edge.TerminalDoor;
import io.tickwire.edge.frames.Upgrade;
import io.tickwire.ops.Backoff;
import io.tickwire.ops.Clock;
import io.tickwire.ops.Metrics;
import io.tickwire.terminal.SymbolCatalogue;
import io.tickwire.terminal.TerminalGateway;
import io.tickwire.terminal.feeds.TickFeed;
import io.tickwire.terminal.simulated.FeedSpeed;
import io.tickwire.terminal.simulated.MinuteHistory;
import io.tickwire.terminal.simulated.SimulatedTerminal;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** A bridge's link behind a real socket, and terminals that dial in to it. */
final class LinkRig implements AutoCloseable {
    static final long LOGIN = 10001;
    private static final long T = 1_767_571_200_000L;

    final Vertx vertx = Vertx.vertx();
    final LinkHub hub = new LinkHub();
    final LinkGateway gateway;
    final AtomicInteger copies = new AtomicInteger(1);
    private final TickwireConfig defaults;
    private HttpServer server;
    private int port;

    LinkRig(String link) {
        defaults = config("{\"terminals\":[{\"id\":\"mt5\",\"type\":\"link\",\"link\":" + link + "}]}");
        LinkConfig config = defaults.primaryTerminal().link();
        gateway = new LinkGateway(
                "mt5",
                config,
                Executors.newSingleThreadScheduledExecutor(),
                Clock.system(),
                new Metrics(new SimpleMeterRegistry()));
        hub.register(config.login(), gateway);
        listen();
    }

    static TickwireConfig config(String json) {
        try {
            return new ConfigLoader(Map.of()).parse(json, "test");
        } catch (ConfigException e) {
            throw new IllegalStateException(e);
        }
    }

    void listen() {
        TerminalDoor door =
                new TerminalDoor(vertx, hub, defaults.limits(), Clock.system(), new Metrics(new SimpleMeterRegistry()));
        server = await(vertx.createHttpServer(new HttpServerOptions().setMaxWebSocketFrameSize(65_536))
                .requestHandler(request -> Upgrade.perform(request, null, door::accept))
                .listen(port, "127.0.0.1"));
        port = server.actualPort();
    }

    /** The bridge's socket is gone, its port stays free. */
    void hangUp() {
        await(server.close());
    }

    URI url() {
        return URI.create("ws://127.0.0.1:" + port + "/terminal/ws");
    }

    /** A terminal with a thousand EURUSD ticks at once, then one every ten milliseconds. */
    TerminalGateway simulated() {
        Iterator<RawTick> ticks = IntStream.range(0, 1_000_000)
                .mapToObj(i -> RawTick.quote(
                        "EURUSD",
                        T + Math.max(0, i - 999) * 10L,
                        round(1.0846 + i % 7 * 1e-5),
                        round(1.0847 + i % 7 * 1e-5)))
                .iterator();
        return new SimulatedTerminal(
                "far",
                defaults.primaryTerminal().simulated(),
                List.of(SymbolCatalogue.spec("EURUSD")),
                MinuteHistory.none(),
                Set.of(),
                new TickFeed() {
                    @Override
                    public RawTick next() {
                        return ticks.hasNext() ? ticks.next() : null;
                    }

                    @Override
                    public void close() {
                        // Nothing is open.
                    }
                },
                FeedSpeed.REAL_TIME,
                true,
                Executors.newSingleThreadScheduledExecutor(),
                Clock.system());
    }

    private static double round(double price) {
        return Math.rint(price * 1e5) / 1e5;
    }

    LinkClient dial(TerminalGateway terminal, TradeMode mode, long epoch) {
        LinkClient client = new LinkClient(
                vertx,
                terminal,
                new LinkSettings(
                        url(),
                        mode,
                        "test",
                        epoch,
                        new Backoff(Duration.ofMillis(20), Duration.ofMillis(100)),
                        () -> 1,
                        copies::get),
                Clock.system());
        await(client.start());
        return client;
    }

    @Override
    public void close() {
        await(vertx.close());
    }
}
