package io.tickwire.bench;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Every option of the command line: the parser and the help read this one table. */
enum Option {
    CONNECTIONS(
            "--connections",
            "N",
            "connections that send",
            EnumSet.of(
                    BenchKind.WS_ECHO, BenchKind.WS_REQUEST, BenchKind.WS_SIGNAL, BenchKind.INFERENCE, BenchKind.ZMQ)),
    CLIENTS(
            "--clients",
            "N",
            "subscribers; of mqtt: subscribers of fanout, publishers of fanin",
            EnumSet.of(BenchKind.WS_FANOUT, BenchKind.WS_IDLE, BenchKind.MQTT)),
    SCENARIO("--scenario", "LIST", "who publishes to whom: 1to1, fanout, fanin", EnumSet.of(BenchKind.MQTT)),
    QOS("--qos", "LIST", "qualities of service: 0, 1, 2", EnumSet.of(BenchKind.MQTT)),
    PARTS("--parts", "LIST", "what is measured: saturation, latency", EnumSet.of(BenchKind.MQTT)),
    PROTOCOL("--protocol", "LEVEL", "4 (MQTT 3.1.1) or 5", EnumSet.of(BenchKind.MQTT)),
    RATE(
            "--rate",
            "N",
            "messages per second over all connections; 0 = as fast as answers come; of mqtt: deliveries in the latency part",
            all()),
    DEPTH(
            "--depth",
            "N",
            "with --rate 0: unanswered messages per connection, ticks under way in a fan-out; of mqtt: messages under way in the saturation part",
            loads()),
    STALLED("--stalled", "N", "further subscribers that read nothing", EnumSet.of(BenchKind.WS_FANOUT)),
    SIZE("--size", "BYTES", "length of a message", EnumSet.of(BenchKind.WS_ECHO, BenchKind.MQTT)),
    DURATION("--duration", "TIME", "measured time of a round, for example 10s or 500ms", all()),
    WARMUP("--warmup", "TIME", "load before each round, and once before all, not measured", loads()),
    ROUNDS("--rounds", "N", "rounds of each server, in turn", loads()),
    URL("--url", "URL", "measure this running server instead of starting two", servers()),
    TICKS_URL("--ticks-url", "WS-URL", "with --url: where to subscribe to ticks", EnumSet.of(BenchKind.WS_FANOUT)),
    PEERS(
            "--peers",
            "LIST",
            "other servers to measure too: node, python",
            EnumSet.of(BenchKind.WS_ECHO, BenchKind.WS_REQUEST, BenchKind.WS_FANOUT, BenchKind.WS_IDLE)),
    PEER(
            "--peer",
            "HOST:PORT",
            "a running broker to measure beside ours; none = ours alone; not given = mosquitto where it is installed",
            EnumSet.of(BenchKind.MQTT)),
    JAVA_OPTIONS("--java-options", "FLAGS", "flags of both server JVMs, separated by spaces", all()),
    SERVER_CPUS("--server-cpus", "LIST", "processors of the servers, for example 0 (taskset)", all()),
    CLIENT_CPUS("--client-cpus", "LIST", "processors of this load generator (taskset)", all()),
    JSON("--json", "", "print JSON instead of tables", loads()),
    HELP("--help", "", "print this", all());

    private final String flag;
    private final String placeholder;
    private final String doc;
    private final Set<BenchKind> kinds;

    Option(String flag, String placeholder, String doc, Set<BenchKind> kinds) {
        this.flag = flag;
        this.placeholder = placeholder;
        this.doc = doc;
        this.kinds = kinds;
    }

    private static Set<BenchKind> loads() {
        return EnumSet.complementOf(EnumSet.of(BenchKind.WS_IDLE));
    }

    private static Set<BenchKind> servers() {
        return EnumSet.complementOf(EnumSet.of(BenchKind.WS_IDLE, BenchKind.INFERENCE));
    }

    private static Set<BenchKind> all() {
        return EnumSet.allOf(BenchKind.class);
    }

    String flag() {
        return flag;
    }

    boolean takesValue() {
        return !placeholder.isEmpty();
    }

    /** What it is when it is not given; empty = off. */
    String fallback(BenchKind kind) {
        return switch (this) {
            case CONNECTIONS, CLIENTS -> Integer.toString(kind.defaultConnections());
            case RATE -> Integer.toString(kind.defaultRate());
            case DEPTH -> depth(kind);
            case STALLED -> "0";
            case SIZE -> kind == BenchKind.MQTT ? "100" : "310";
            case DURATION -> kind == BenchKind.MQTT ? "5s" : "10s";
            case WARMUP -> kind == BenchKind.MQTT ? "2s" : "3s";
            case SCENARIO -> "1to1,fanout,fanin";
            case QOS -> "0,1,2";
            case PARTS -> "saturation,latency";
            case PROTOCOL -> "5";
            case ROUNDS -> "3";
            case JAVA_OPTIONS -> "-Xmx1g";
            case URL, TICKS_URL, PEERS, PEER, SERVER_CPUS, CLIENT_CPUS, JSON, HELP -> "";
        };
    }

    private static String depth(BenchKind kind) {
        return switch (kind) {
            case WS_FANOUT -> "1";
            case MQTT -> "100";
            default -> "16";
        };
    }

    static Option of(String flag, BenchKind kind) throws UsageException {
        return Arrays.stream(values())
                .filter(option -> option.flag.equals(flag) && option.kinds.contains(kind))
                .findFirst()
                .orElseThrow(() -> new UsageException(
                        kind.command() + " has no option '" + flag + "', see " + kind.command() + " --help"));
    }

    static String overview() {
        return "tickwire bench NAME [options], see NAME --help\n\n"
                + Arrays.stream(BenchKind.values())
                        .map(kind -> String.format("  %-22s %s%n", kind.command(), kind.about()))
                        .collect(Collectors.joining());
    }

    static String help(BenchKind kind) {
        return "tickwire bench " + kind.command() + ": " + kind.about() + "\n\n"
                + Arrays.stream(values())
                        .filter(option -> option.kinds.contains(kind))
                        .map(option -> option.helpLine(kind))
                        .collect(Collectors.joining());
    }

    private String helpLine(BenchKind kind) {
        String fallback = fallback(kind);
        return String.format(
                "  %-22s %s%s%n", flag + " " + placeholder, doc, fallback.isEmpty() ? "" : " (" + fallback + ")");
    }
}
