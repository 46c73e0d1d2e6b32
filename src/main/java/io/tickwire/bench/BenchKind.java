package io.tickwire.bench;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The benches that there are. */
enum BenchKind {
    WS_ECHO("ws-echo", "the same text back, at /echo", 10, 20_000, 10_000_000),
    WS_REQUEST(
            "ws-request",
            "account reports to the bridge profile, which checks them; the others send them back",
            10,
            5_000,
            10_000_000),
    WS_SIGNAL(
            "ws-signal", "bridge profile: heartbeats, then trading signals that open and close", 10, 1_000, 10_000_000),
    WS_FANOUT("ws-fanout", "ticks from one client to many subscribers of the tick stream", 100, 200, 100_000),
    WS_IDLE("ws-idle", "connections that say nothing: how fast they are taken, what they cost", 10_000, 5_000, 100_000),
    INFERENCE(
            "inference",
            "windows of 300 closes to the inference socket, beside the engine alone in full batches",
            10,
            2_000,
            1_000_000),
    MQTT("mqtt", "MQTT messages through a broker, beside mosquitto where it is installed", 100, 5_000, 10_000_000),
    ZMQ(
            "zmq",
            "execution profile over ZeroMQ: heartbeats, then questions whether to open; the bare one sends them back",
            10,
            1_000,
            1_000_000);

    private final String command;
    private final String about;
    private final int connections;
    private final int rate;
    private final int maxRate;

    BenchKind(String command, String about, int connections, int rate, int maxRate) {
        this.command = command;
        this.about = about;
        this.connections = connections;
        this.rate = rate;
        this.maxRate = maxRate;
    }

    String command() {
        return command;
    }

    String about() {
        return about;
    }

    int defaultConnections() {
        return connections;
    }

    int defaultRate() {
        return rate;
    }

    int maxRate() {
        return maxRate;
    }

    static BenchKind of(String command) throws UsageException {
        return Arrays.stream(values())
                .filter(kind -> kind.command.equals(command))
                .findFirst()
                .orElseThrow(() -> new UsageException("unknown bench '" + command + "', known are " + names()));
    }

    static String names() {
        return Arrays.stream(values()).map(BenchKind::command).collect(Collectors.joining(", "));
    }
}
