package io.tickwire.verticles;

import static io.tickwire.ops.Awaiting.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.tickwire.bus.Addresses;
import io.tickwire.bus.TypedBus;
import io.tickwire.config.ConfigLoader;
import io.tickwire.config.TickwireConfig;
import io.tickwire.domain.message.ClientClaimed;
import io.tickwire.domain.message.HealthReport;
import io.tickwire.edge.ListenerTls;
import io.tickwire.edge.mqtt.MqttNode;
import io.tickwire.edge.mqtt.MqttParts;
import io.tickwire.journal.MemoryMqttStore;
import io.tickwire.mqtt.Broker;
import io.tickwire.mqtt.PlatformTree;
import io.tickwire.mqtt.RuleAcl;
import io.tickwire.ops.Clock;
import io.tickwire.ops.Metrics;
import io.tickwire.ops.MqttMetrics;
import io.tickwire.ops.TestPorts;
import io.tickwire.session.auth.Audit;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.mqtt.MqttClient;
import io.vertx.mqtt.MqttClientOptions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The MQTT server's life: nodes beside each other, instances that go, a store that is not there. */
final class MqttEdgeTest {
    private final Vertx vertx = Vertx.vertx();
    private final TypedBus bus = TypedBus.install(vertx);

    @AfterEach
    void close() {
        await(vertx.close());
    }

    /** A node of its own on the common bus. */
    private final class Node {
        private final int port;
        private final MqttParts parts;

        Node(String name, Supplier<Future<Void>> opens) throws Exception {
            port = TestPorts.free();
            TickwireConfig config = new ConfigLoader(Map.of()).parse("{\"mqtt\":{\"port\":" + port + "}}", "test");
            SimpleMeterRegistry registry = new SimpleMeterRegistry();
            MqttMetrics metrics = new MqttMetrics(registry);
            MemoryMqttStore store = new MemoryMqttStore();
            MqttNode node = new MqttNode(
                    opens,
                    store,
                    mailbox -> new Broker(
                            config.mqtt().limits(),
                            store,
                            new RuleAcl(config.mqtt(), PlatformTree.NONE),
                            mailbox,
                            () -> "new",
                            client -> bus.publish(Addresses.CLIENT_CLAIMED, new ClientClaimed(name, client)),
                            Clock.system(),
                            metrics));
            parts = new MqttParts(
                    config,
                    node,
                    name,
                    bus,
                    Clock.system(),
                    new Metrics(registry),
                    metrics,
                    Audit.NONE,
                    Map.of("mqtt", ListenerTls.open("mqtt", config.mqtt().tls())),
                    () -> false);
        }

        String deploy(String id) {
            return await(vertx.deployVerticle(new MqttEdge(parts, id)));
        }

        MqttClient client(String id, boolean clean) {
            MqttClient client = MqttClient.create(
                    vertx, new MqttClientOptions().setClientId(id).setCleanSession(clean));
            await(client.connect(port, "127.0.0.1"));
            return client;
        }
    }

    @Test
    void letsAClientGoThatCameToAnotherNode() throws Exception {
        Node one = new Node("one", Future::succeededFuture);
        Node two = new Node("two", Future::succeededFuture);
        one.deploy("a");
        two.deploy("b");
        AtomicBoolean closed = new AtomicBoolean();
        one.client("roaming", false).closeHandler(v -> closed.set(true));
        MqttClient other = one.client("other", true);

        MqttClient there = two.client("roaming", false);

        Awaitility.await().untilTrue(closed);
        assertTrue(there.isConnected());
        assertTrue(other.isConnected());
    }

    @Test
    void keepsItsSessionsWhenTheInstanceThatTheyCameByGoes() throws Exception {
        Node node = new Node("one", Future::succeededFuture);
        String first = node.deploy("a");
        MqttClient absent = node.client("absent", false);
        await(absent.subscribe("kept/#", 1));
        await(absent.disconnect());
        String second = node.deploy("b");
        // The broker ran on the first one's event loop.
        await(vertx.undeploy(first));

        MqttClient publisher = node.client("publisher", true);
        await(publisher.publish("kept/a", Buffer.buffer("while away"), MqttQoS.AT_LEAST_ONCE, false, false));
        List<String> heard = new CopyOnWriteArrayList<>();
        MqttClient back = MqttClient.create(
                vertx, new MqttClientOptions().setClientId("absent").setCleanSession(false));
        back.publishHandler(message -> heard.add(message.payload().toString()));
        assertTrue(await(back.connect(node.port, "127.0.0.1")).isSessionPresent());
        Awaitility.await().until(() -> heard.equals(List.of("while away")));

        await(vertx.undeploy(second));
        node.deploy("c");
        MqttClient again = MqttClient.create(
                vertx, new MqttClientOptions().setClientId("absent").setCleanSession(false));
        assertTrue(await(again.connect(node.port, "127.0.0.1")).isSessionPresent());
    }

    @Test
    void opensItsPortsWhenTheStoreCanBeReadAndSaysWhatItWaitsFor() throws Exception {
        AtomicBoolean broken = new AtomicBoolean(true);
        List<HealthReport> reports = new CopyOnWriteArrayList<>();
        vertx.runOnContext(v -> bus.subscribe(Addresses.HEALTH, reports::add));
        Node node = new Node(
                "one", () -> broken.get() ? Future.failedFuture("the disk is gone") : Future.succeededFuture());
        node.deploy("a");
        Awaitility.await().until(() -> reports.stream()
                .anyMatch(report -> report.level() == HealthReport.Level.DEGRADED
                        && report.reason().contains("the disk is gone")));
        assertThrows(Exception.class, () -> node.client("early", true));

        broken.set(false);

        Awaitility.await().until(() -> reports.get(reports.size() - 1).level() == HealthReport.Level.HEALTHY);
        MqttClient client = node.client("late", true);
        assertEquals(1, await(client.subscribe("x", 1)));
        assertFalse(client.isConnected() && reports.isEmpty());
    }
}
