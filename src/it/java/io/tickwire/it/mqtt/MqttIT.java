package io.tickwire.it.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.tickwire.it.TickwireProcess;
import io.tickwire.protocol.mqtt.MqttVersion;
import io.tickwire.protocol.mqtt.Packet;
import io.tickwire.protocol.mqtt.ReasonCode;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.mqtt.MqttClientOptions;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The MQTT server with clients that others wrote: mosquitto's, npm's mqtt, HiveMQ's, Vert.x'. */
final class MqttIT {
    private static final String NODE_MODULES = "/usr/share/nodejs";

    private static TickwireProcess node;
    private static int port;
    private static int webPort;

    @BeforeAll
    static void start() throws Exception {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            webPort = probe.getLocalPort();
        }
        node = TickwireProcess.start(
                "{\"http\":{\"port\":0},\"ticks\":{\"enabled\":false},\"inference\":{\"enabled\":false},\"mqtt\":{\"port\":0,"
                        + "\"webSocket\":{\"enabled\":true,\"port\":" + webPort + "}},"
                        + "\"verticles\":{\"inference\":{\"enabled\":false},\"mqttEdge\":{\"instances\":2}}}");
        port = node.mqttPort();
    }

    @AfterAll
    static void stop() {
        assertFalse(node.log().contains("ERROR"), node.log());
        assertFalse(node.log().contains("blocked"), node.log());
        node.close();
    }

    @ParameterizedTest
    @CsvSource({"311,0", "311,1", "311,2", "5,0", "5,1", "5,2"})
    void carriesMessagesOfEachQosBetweenMosquittosClients(String version, String qos) {
        String topic = "plain/" + version + "/" + qos;
        try (Tool sub = Tool.subscribed(port, version, "-t", topic, "-q", qos, "-v", "-C", "3")) {
            for (String text : List.of("one", "two", "three")) {
                Tool.publish(port, version, "-t", topic, "-q", qos, "-m", text);
            }
            assertEquals(0, sub.awaitExit());
            assertEquals(List.of(topic + " one", topic + " two", topic + " three"), sub.messages());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"311", "5"})
    void givesRetainedMessagesToWhoeverComesLaterAndTakesThemBack(String version) {
        String topic = "kept/" + version;
        Tool.publish(port, version, "-t", topic, "-m", "state", "-q", "1", "-r");
        try (Tool late =
                Tool.start("mosquitto_sub", "-p", "" + port, "-V", version, "-t", "kept/+", "-C", "1", "-F", "%r %p")) {
            assertEquals(0, late.awaitExit());
            assertEquals("1 state", late.output().strip());
        }
        Tool.publish(port, version, "-t", topic, "-n", "-q", "1", "-r");
        try (Tool none = Tool.start("mosquitto_sub", "-p", "" + port, "-V", version, "-t", topic, "-W", "1")) {
            none.awaitExit();
            assertFalse(none.output().contains("state"), none.output());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"311", "5"})
    void keepsWhatAPersistentClientMissed(String version) {
        String[] session = version.equals("5") ? new String[] {"-c", "-x", "300"} : new String[] {"-c"};
        String id = "absent-" + version;
        try (Tool first =
                Tool.subscribed(port, version, with(session, "-i", id, "-t", "missed/" + version, "-q", "1"))) {
            first.awaitOutput("Subscribed");
        }
        for (String text : List.of("a", "b", "c")) {
            Tool.publish(port, version, "-t", "missed/" + version, "-m", text, "-q", "1");
        }
        try (Tool again = Tool.start(
                "mosquitto_sub",
                with(
                        session,
                        "-p",
                        "" + port,
                        "-V",
                        version,
                        "-i",
                        id,
                        "-t",
                        "missed/" + version,
                        "-q",
                        "1",
                        "-C",
                        "3"))) {
            assertEquals(0, again.awaitExit());
            assertEquals(List.of("a", "b", "c"), again.messages());
        }
    }

    private static String[] with(String[] some, String... more) {
        String[] all = Arrays.copyOf(more, more.length + some.length);
        System.arraycopy(some, 0, all, more.length, some.length);
        return all;
    }

    @Test
    void publishesTheWillOfAClientThatIsKilled() throws Exception {
        try (Tool watch = Tool.subscribed(port, "5", "-t", "will/#", "-v", "-C", "1")) {
            Process doomed = new ProcessBuilder(
                            "stdbuf",
                            "-oL",
                            "mosquitto_sub",
                            "-p",
                            "" + port,
                            "-V",
                            "5",
                            "-d",
                            "-t",
                            "none",
                            "--will-topic",
                            "will/desk",
                            "--will-payload",
                            "gone")
                    .redirectErrorStream(true)
                    .start();
            var lines = doomed.inputReader();
            while (!lines.readLine().startsWith("Subscribed")) {
                // It says what it does.
            }
            doomed.destroyForcibly();
            assertEquals(0, watch.awaitExit());
            assertEquals(List.of("will/desk gone"), watch.messages());
        }
    }

    @Test
    void handsPropertiesOnAsTheyCame() {
        try (Tool sub = Tool.subscribed(port, "5", "-t", "props", "-C", "1", "-F", "%C|%R|%D|%P|%p", "-q", "1")) {
            Tool.publish(
                    port,
                    "5",
                    "-t",
                    "props",
                    "-q",
                    "1",
                    "-m",
                    "x",
                    "-D",
                    "publish",
                    "content-type",
                    "text/csv",
                    "-D",
                    "publish",
                    "response-topic",
                    "back/here",
                    "-D",
                    "publish",
                    "correlation-data",
                    "c7",
                    "-D",
                    "publish",
                    "user-property",
                    "a",
                    "1");
            assertEquals(0, sub.awaitExit());
            assertEquals(List.of("text/csv|back/here|c7|a:1|x"), sub.messages());
        }
    }

    @Test
    void sharesTheMessagesOfAGroup() {
        try (Tool one = Tool.subscribed(port, "5", "-t", "$share/g/work", "-q", "1", "-C", "5");
                Tool two = Tool.subscribed(port, "5", "-t", "$share/g/work", "-q", "1", "-C", "5")) {
            for (int i = 0; i < 10; i++) {
                Tool.publish(port, "5", "-t", "work", "-q", "1", "-m", "job" + i);
            }
            assertEquals(0, one.awaitExit());
            assertEquals(0, two.awaitExit());
            assertEquals(5, one.messages().size());
            assertEquals(5, two.messages().size());
            assertTrue(one.messages().stream().noneMatch(two.messages()::contains));
        }
    }

    @Test
    void talksToNpmsClientByTcpAndWebSocketInBothVersions() throws Exception {
        Assumptions.assumeTrue(
                Files.isDirectory(Path.of(NODE_MODULES, "mqtt")), "skipped: no node-mqtt; Debian has it as node-mqtt");
        String script = """
                const mqtt = require('mqtt');
                let open = 0, done = 0;
                for (const url of ['mqtt://127.0.0.1:%d', 'ws://127.0.0.1:%d/mqtt'])
                  for (const protocolVersion of [4, 5]) {
                    const topic = 'npm/' + url.slice(0, 2) + protocolVersion;
                    const client = mqtt.connect(url, { protocolVersion });
                    const got = [];
                    open++;
                    client.on('connect', () => client.subscribe(topic, { qos: 2 }, () => {
                      for (const qos of [0, 1, 2]) client.publish(topic, 'q' + qos, { qos });
                    }));
                    client.on('message', (t, m) => {
                      got.push(m.toString());
                      if (got.length === 3) client.end(false, () => {
                        console.log(topic, got.sort().join(','));
                        if (++done === open) process.exit(0);
                      });
                    });
                    client.on('error', e => { console.log(topic, e.message); process.exit(1); });
                  }
                """.formatted(port, webPort);
        try (Tool run = Tool.start(Map.of("NODE_PATH", NODE_MODULES), "node", "-e", script)) {
            assertEquals(0, run.awaitExit(), run::output);
            assertEquals(
                    List.of("npm/mq4 q0,q1,q2", "npm/mq5 q0,q1,q2", "npm/ws4 q0,q1,q2", "npm/ws5 q0,q1,q2"),
                    run.output().lines().sorted().toList());
        }
    }

    @Test
    void talksToHivemqsClientWithTopicAliasesAndFlowControl() throws Exception {
        Mqtt5BlockingClient client = MqttClient.builder()
                .useMqttVersion5()
                .identifier("hive")
                .serverHost("127.0.0.1")
                .serverPort(port)
                .buildBlocking();
        var connack = client.connectWith()
                .restrictions()
                .receiveMaximum(2)
                .topicAliasMaximum(4)
                .applyRestrictions()
                .send();
        assertEquals(1024, connack.getRestrictions().getReceiveMaximum());
        try (Mqtt5BlockingClient.Mqtt5Publishes got = client.publishes(MqttGlobalPublishFilter.ALL)) {
            client.subscribeWith()
                    .topicFilter("hive/#")
                    .qos(MqttQos.EXACTLY_ONCE)
                    .send();
            for (int i = 0; i < 20; i++) {
                client.publish(Mqtt5Publish.builder()
                        .topic("hive/" + i % 3)
                        .payload(("m" + i).getBytes())
                        .qos(MqttQos.EXACTLY_ONCE)
                        .build());
            }
            for (int i = 0; i < 20; i++) {
                Optional<Mqtt5Publish> next = got.receive(5, TimeUnit.SECONDS);
                assertEquals("m" + i, new String(next.orElseThrow().getPayloadAsBytes()));
                assertEquals("hive/" + i % 3, next.get().getTopic().toString());
            }
        }
        client.disconnect();
    }

    @Test
    void talksToVertxClient() throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            var client = io.vertx.mqtt.MqttClient.create(vertx, new MqttClientOptions().setClientId("vertx"));
            var got = new LinkedBlockingQueue<String>();
            client.publishHandler(message -> got.add(message.payload().toString()));
            client.connect(port, "127.0.0.1").await(5, TimeUnit.SECONDS);
            client.subscribe("vertx/+", 1).await(5, TimeUnit.SECONDS);
            client.publish("vertx/a", Buffer.buffer("hello"), MqttQoS.AT_LEAST_ONCE, false, false)
                    .await(5, TimeUnit.SECONDS);
            assertEquals("hello", got.poll(5, TimeUnit.SECONDS));
            client.disconnect().await(5, TimeUnit.SECONDS);
        } finally {
            vertx.close().await(5, TimeUnit.SECONDS);
        }
    }

    @Test
    void takesAClientOverOnAnotherInstanceOfTheDoor() {
        for (int i = 0; i < 4; i++) {
            try (RawMqtt first = RawMqtt.connected(port, MqttVersion.V5, "twin");
                    RawMqtt second = RawMqtt.connected(port, MqttVersion.V5, "twin")) {
                var goodbye = first.expect(Packet.Disconnect.class);
                assertEquals(ReasonCode.SESSION_TAKEN_OVER, goodbye.reason());
                first.expectClosed();
                second.expectNothing();
            }
        }
    }

    @Test
    void countsWhatItDoesInTheMetrics() {
        Tool.publish(port, "5", "-t", "counted", "-m", "x", "-q", "2");
        Awaitility.await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
            String page = Http.get(node.httpUrl() + "/metrics");
            assertTrue(page.contains("tickwire_mqtt_received_total{qos=\"2\"}"), page);
            assertTrue(page.contains("tickwire_mqtt_clients "), page);
        });
    }
}
