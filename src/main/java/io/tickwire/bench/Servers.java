package io.tickwire.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The bare server and the node, each in a JVM with the same flags; both run until the bench ends. */
final class Servers implements AutoCloseable {
    private static final String NODE_MAIN = "io.tickwire.app.Tickwire";
    private static final Pattern BARE_URL = Pattern.compile(BareServer.READY + " (ws://\\S+)");
    private static final Pattern BRIDGE_URL = Pattern.compile("bridge +(ws://\\S+)/websocket/ws");
    private static final Pattern TICKS_URL = Pattern.compile("tick stream +(ws://\\S+)");

    /** Free ports; every bound is far above the load, so that the load and not a limit is measured. */
    private static final String NODE_CONFIG = """
            {
              "http": { "port": 0 },
              "ticks": { "port": 0 },
              "inference": { "enabled": false },
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
            servers.startBare(options, cpus);
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

    private void startBare(BenchOptions options, Cpus cpus) throws IOException {
        ChildProcess bare =
                ChildProcess.start(command(options, cpus, List.of(BareServer.class.getName())), BareServer.READY);
        children.add(bare);
        target("bare", bare, options);
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
                            case WS_FANOUT, WS_IDLE -> BareServer.FEED;
                        },
                url + BareServer.TICKS,
                child.pid(),
                child::cpuNanos));
    }

    private void startNode(BenchOptions options, Cpus cpus) throws IOException {
        Path config = folder.path().resolve("node.json");
        Files.writeString(config, NODE_CONFIG.formatted(folder.path()));
        ChildProcess node =
                ChildProcess.start(command(options, cpus, List.of(NODE_MAIN, "-conf", config.toString())), "ready in");
        children.add(node);
        String base = node.said(BRIDGE_URL);
        targets.add(new Target(
                "tickwire",
                base + (options.kind() == BenchKind.WS_ECHO ? "/echo" : "/websocket/ws"),
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
