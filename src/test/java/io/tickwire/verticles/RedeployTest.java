package io.tickwire.verticles;

import static io.tickwire.ops.Awaiting.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tickwire.bus.Addresses;
import io.tickwire.bus.TypedBus;
import io.tickwire.config.ConfigLoader;
import io.tickwire.config.TickwireConfig;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.message.Heartbeat;
import io.tickwire.domain.message.PermitRequest;
import io.tickwire.domain.message.PermitRequest.Kind;
import io.tickwire.edge.EdgeParts;
import io.tickwire.edge.EdgeStats;
import io.tickwire.edge.ListenerTls;
import io.tickwire.edge.rest.ApiContract;
import io.tickwire.edge.rest.RestParts;
import io.tickwire.ops.Clock;
import io.tickwire.ops.Metrics;
import io.tickwire.ops.TestPorts;
import io.tickwire.session.Handover;
import io.tickwire.session.OrderQuotas;
import io.tickwire.session.RequestRates;
import io.tickwire.session.auth.Audit;
import io.tickwire.session.auth.Authenticator;
import io.tickwire.session.auth.Keyring;
import io.tickwire.session.auth.Tickets;
import io.tickwire.terminal.link.LinkHub;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a client notices when a verticle is replaced while the node goes on. */
final class RedeployTest {
    private final Vertx vertx = Vertx.vertx();
    private final TypedBus bus = TypedBus.install(vertx);
    private final Metrics metrics = new Metrics(new SimpleMeterRegistry());
    private final int port;
    private final TickwireConfig config;
    private final Keyring keys;
    private final Handover<SessionGuard.State> handover;
    private volatile boolean stopping;

    RedeployTest() throws Exception {
        port = TestPorts.free();
        config = new ConfigLoader(Map.of())
                .parse(
                        "{\"http\":{\"enabled\":false},\"ticks\":{\"port\":" + port
                                + "},\"limits\":{\"heartbeat\":\"100ms\"}}",
                        "test");
        keys = new Keyring(config.auth());
        handover = new Handover<>(() -> new SessionGuard.State(
                new OrderQuotas(config.limits()),
                new Authenticator(
                        keys,
                        new Tickets(() -> new byte[16]),
                        Audit.NONE,
                        metrics,
                        Clock.system(),
                        task -> Future.succeededFuture(task.get()))));
    }

    @AfterEach
    void close() {
        await(vertx.close());
    }

    private String deployGuard() {
        return await(vertx.deployVerticle(
                new SessionGuard(config.limits(), keys, handover, () -> "", bus, Clock.system(), metrics)));
    }

    private String deployEdge() throws Exception {
        EdgeParts parts = new EdgeParts(
                config,
                bus,
                Clock.system(),
                metrics,
                new EdgeStats(),
                UUID::randomUUID,
                () -> "",
                new LinkHub(),
                Audit.NONE,
                Map.of(
                        "ticks",
                        ListenerTls.open("ticks", config.ticks().tls()),
                        "http",
                        ListenerTls.open("http", config.http().tls()),
                        "restCompat",
                        ListenerTls.open("restCompat", config.restCompat().tls())),
                () -> stopping);
        Future<RestParts> rest =
                ApiContract.load(vertx, "test").map(contract -> new RestParts(contract, new RequestRates(100)));
        return await(vertx.deployVerticle(new WebSocketEdge(parts, rest, "edge1", 1)));
    }

    private Refusal order() {
        return await(bus.request(Addresses.PERMIT, new PermitRequest("somebody", Kind.ORDER)))
                .refusal();
    }

    /** Connects clients and tells how each is closed. */
    private List<String> closesOf(int clients) {
        List<String> closes = new CopyOnWriteArrayList<>();
        // It would wait ten seconds for the end of a connection that its own Vert.x is closing.
        WebSocketClient client = vertx.createWebSocketClient(new WebSocketClientOptions().setClosingTimeout(1));
        for (int i = 0; i < clients; i++) {
            Promise<Void> answered = Promise.promise();
            WebSocket socket = await(client.connect(port, "127.0.0.1", "/"));
            socket.closeHandler(v -> closes.add(socket.closeStatusCode() + " " + socket.closeReason()));
            socket.textMessageHandler(text -> answered.tryComplete());
            socket.writeTextMessage("{\"type\":\"ping\"}");
            await(answered.future());
        }
        return closes;
    }

    @Test
    void quotasSurviveANewGuardAndItLearnsWhoIsConnected() throws Exception {
        String guard = deployGuard();
        deployEdge();
        closesOf(3);
        for (int i = 0; i < config.limits().ordersPerMinute(); i++) {
            assertNull(order());
        }
        await(vertx.undeploy(guard));
        deployGuard();
        Refusal refusal = order();
        assertNotNull(refusal, "a new guard forgot the orders");
        assertEquals((long) config.limits().ordersPerMinute(), refusal.details().get("limit"));
        List<Integer> beats = new CopyOnWriteArrayList<>();
        vertx.runOnContext(v -> bus.subscribe(Addresses.HEARTBEAT, (Heartbeat beat) -> beats.add(beat.tickClients())));
        Awaitility.await().until(() -> beats.contains(3));
    }

    @Test
    void anEdgeThatIsReplacedSendsItsClientsToAnotherNotAllAtTheSameMoment() throws Exception {
        deployGuard();
        String edge = deployEdge();
        List<String> closes = closesOf(6);
        await(vertx.undeploy(edge));
        Awaitility.await().until(() -> closes.size() == 6);
        List<String> expected = new ArrayList<>();
        for (int second = 1; second <= 5; second++) {
            expected.add("4002 draining, reconnect in " + second + " s");
        }
        assertEquals(new TreeSet<>(expected), new TreeSet<>(closes));
    }

    @Test
    void anEdgeThatEndsWithItsNodeSaysSo() throws Exception {
        deployGuard();
        String edge = deployEdge();
        List<String> closes = closesOf(1);
        stopping = true;
        await(vertx.undeploy(edge));
        Awaitility.await().until(() -> closes.size() == 1);
        assertTrue(closes.contains("1001 server is going away"), closes.toString());
    }
}
