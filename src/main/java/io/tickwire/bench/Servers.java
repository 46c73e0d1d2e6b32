package io.tickwire.bench;

import io.tickwire.bench.mqtt.Mosquitto;
import io.tickwire.bench.mqtt.MqttPlan;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The bare server and the node, each in a JVM with the same flags; both run until the bench ends. */
final class Servers implements AutoCloseable {
    private static final String NODE_MAIN = "io.tickwire.app.Tickwire";
    private static final Pattern BARE_URL = Pattern.compile(BareServer.READY + " (ws://\\S+)");
    private static final Pattern BRIDGE_URL = Pattern.compile("bridge +(ws://\\S+)/websocket/ws");
    private static final Pattern TICKS_URL = Pattern.compile("tick stream +(ws://\\S+)");

    private static final Pattern INFERENCE_URL = Pattern.compile("inference +\\S.*?(tcp://[^/\\s]+)");

    private static final Pattern ZMQ_URL = Pattern.compile(" exec (tcp://[^,\\s]+)");
    private static final Pattern BARE_ZMQ_URL = Pattern.compile(BareServer.READY + " (tcp://\\S+)");
    private static final String MQTT = "mqtt://127.0.0.1:";

    /** Free ports; every bound is far above the load, so that the load and not a limit is measured. */
    private static final String NODE_CONFIG = """
            {
              "http": { "port": 0 },
              "ticks": { "port": 0 },
              "inference": { "port": 0, "maxWaiting": 10000 },
              "mqtt": { "port": %d },
              "zmqExec": { "port": 0, "highWaterMark": 100000, "maxInFlight": 100000 },
              "zmqPub": { "port": 0 },
              "exec": { "messagesPerSecond": 1000000 },
              "terminals": [ { "id": "sim", "simulated": { "balance": 1e9 } } ],
              "limits": {
                "maxConnections": 1000000,
                "maxConnectionsPerIp": 1000000,
                "maxTickClients": 1000000,
                "messagesPerSecond": 1000000,
                "ordersPerMinute": 1000000,
                "closesPerMinute": 1000000,
                "maxPendingMessages": 1000000
              },
              "execution": { "maxPending": 100000, "maxInFlight": 256 },
              "risk": { "maxPositions": 0, "dailyLossPercent": 0 },
              "storage": { "path": "%s" }
            }
            """;

    private final List<ChildProcess> children = new ArrayList<>();
    private final List<Target> targets = new ArrayList<>();
    private ScratchFolder folder;

    private Servers() {}

    static Servers start(BenchOptions options, Cpus cpus) throws IOException {
        Servers servers = new Servers();
        try {
            servers.folder = new ScratchFolder();
            servers.startReference(options, cpus);
            servers.startNode(options, cpus);
            for (Peer peer : options.peers()) {
                ChildProcess child = peer.start(servers.folder.path(), cpus.prefix(options.serverCpus()));
                servers.children.add(child);
                servers.target(peer.label(), child, options);
            }
            return servers;
        } catch (IOException | RuntimeException failure) {
            servers.close();
            throw failure;
        }
    }

    /** What ours is compared with. */
    private void startReference(BenchOptions options, Cpus cpus) throws IOException {
        switch (options.kind()) {
            case INFERENCE -> targets.add(new Target("engine alone", InferenceLoad.ENGINE, "", 0, () -> 0));
            case MQTT -> startBroker(options, cpus);
            case ZMQ -> startBareZmq(options, cpus);
            default -> startBare(options, cpus);
        }
    }

    private void startBroker(BenchOptions options, Cpus cpus) throws IOException {
        String peer = options.mqtt().peer();
        Optional<Path> mosquitto = Mosquitto.find();
        if (peer.isEmpty() && mosquitto.isPresent()) {
            int port = freePort();
            ChildProcess broker =
                    Mosquitto.start(mosquitto.get(), folder.path(), port, cpus.prefix(options.serverCpus()));
            children.add(broker);
            targets.add(new Target(Mosquitto.NAME, MQTT + port, "", broker.pid(), broker::cpuNanos));
            System.err.println("tickwire: mosquitto runs with " + Mosquitto.settings());
        } else if (peer.isEmpty()) {
            System.err.println(
                    "tickwire: mosquitto is not installed here (Debian: mosquitto), so ours is measured alone");
        } else if (!peer.equals(MqttPlan.NO_PEER)) {
            targets.add(new Target("peer", "mqtt://" + peer, "", 0, () -> 0));
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    private void startBare(BenchOptions options, Cpus cpus) throws IOException {
        ChildProcess bare =
                ChildProcess.start(command(options, cpus, List.of(BareServer.class.getName())), BareServer.READY);
        children.add(bare);
        target("bare", bare, options);
    }

    private void startBareZmq(BenchOptions options, Cpus cpus) throws IOException {
        ChildProcess bare =
                ChildProcess.start(command(options, cpus, List.of(BareZmq.class.getName())), BareServer.READY);
        children.add(bare);
        targets.add(new Target("bare", bare.said(BARE_ZMQ_URL), "", bare.pid(), bare::cpuNanos));
    }

    private void target(String name, ChildProcess child, BenchOptions options) {
        String url = child.said(BARE_URL);
        targets.add(new Target(
                name,
                url
                        + switch (options.kind()) {
                            case WS_ECHO -> BareServer.ECHO;
                            case WS_REQUEST -> BareServer.REQUEST;
                            case WS_SIGNAL -> BareServer.BRIDGE;
                            default -> BareServer.FEED;
                        },
                url + BareServer.TICKS,
                child.pid(),
                child::cpuNanos));
    }

    private void startNode(BenchOptions options, Cpus cpus) throws IOException {
        Path config = folder.path().resolve("node.json");
        int mqttPort = options.kind() == BenchKind.MQTT ? freePort() : 0;
        Files.writeString(config, NODE_CONFIG.formatted(mqttPort, folder.path()));
        ChildProcess node =
                ChildProcess.start(command(options, cpus, List.of(NODE_MAIN, "-conf", config.toString())), "ready in");
        children.add(node);
        String base = node.said(BRIDGE_URL);
        targets.add(new Target(
                "tickwire",
                switch (options.kind()) {
                    case INFERENCE -> node.said(INFERENCE_URL);
                    case MQTT -> MQTT + mqttPort;
                    case ZMQ -> node.said(ZMQ_URL);
                    case WS_ECHO -> base + "/echo";
                    default -> base + "/websocket/ws";
                },
                node.said(TICKS_URL),
                node.pid(),
                node::cpuNanos));
    }

    private static List<String> command(BenchOptions options, Cpus cpus, List<String> mainAndArguments) {
        List<String> command = new ArrayList<>(cpus.prefix(options.serverCpus()));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options.javaOptions());
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.addAll(mainAndArguments);
        return command;
    }

    /** The bare one first. */
    List<Target> targets() {
        return List.copyOf(targets);
    }

    @Override
    public void close() {
        children.forEach(ChildProcess::close);
        if (folder != null) {
            folder.close();
        }
    }
}
