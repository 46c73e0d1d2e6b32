package io.tickwire.bench;

import io.tickwire.bench.mqtt.MqttPlan;
import io.tickwire.bench.mqtt.MqttPlan.Part;
import io.tickwire.bench.mqtt.Scenario;
import io.tickwire.protocol.mqtt.MqttVersion;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Turns the words of the command line into options, or says which word is wrong. */
final class OptionParser {
    private static final Pattern TIME = Pattern.compile("([0-9]{1,6})(ms|s|m)");
    /** What the connections of a bench are called, where they are not. */
    private static final Map<BenchKind, Option> COUNTED = Map.of(
            BenchKind.WS_FANOUT, Option.CLIENTS, BenchKind.WS_IDLE, Option.CLIENTS, BenchKind.MQTT, Option.CLIENTS);

    private static final Pattern HOST_AND_PORT = Pattern.compile("[^:/\\s]+:[0-9]{1,5}");
    private static final Pattern CPUS = Pattern.compile("[0-9]{1,4}([,-][0-9]{1,4})*");
    /** Sequence numbers travel in a tick's volume, which must print as a plain decimal. */
    private static final long MAX_TICKS = 9_000_000;

    private final BenchKind kind;
    private final Map<Option, String> given = new EnumMap<>(Option.class);

    private OptionParser(BenchKind kind) {
        this.kind = kind;
    }

    /** @param args the name of the bench, then its options */
    static BenchOptions parse(List<String> args) throws UsageException {
        if (args.isEmpty()) {
            throw new UsageException("bench needs a name: " + BenchKind.names());
        }
        OptionParser parser = new OptionParser(BenchKind.of(args.get(0)));
        parser.collect(args.subList(1, args.size()));
        return parser.options();
    }

    private void collect(List<String> words) throws UsageException {
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            int equals = word.indexOf('=');
            Option option = Option.of(equals < 0 ? word : word.substring(0, equals), kind);
            if (!option.takesValue()) {
                if (equals >= 0) {
                    throw new UsageException(option.flag() + " takes no value");
                }
                given.put(option, "true");
            } else if (equals >= 0) {
                given.put(option, word.substring(equals + 1));
            } else if (i + 1 < words.size()) {
                given.put(option, words.get(++i));
            } else {
                throw new UsageException(option.flag() + " needs a value");
            }
        }
    }

    private BenchOptions options() throws UsageException {
        BenchOptions options = new BenchOptions(
                kind,
                integer(COUNTED.getOrDefault(kind, Option.CONNECTIONS), 1, 20_000),
                integer(Option.RATE, 0, kind.maxRate()),
                integer(Option.DEPTH, 1, 10_000),
                integer(Option.STALLED, 0, 10_000),
                integer(Option.SIZE, 64, 60_000),
                time(Option.DURATION, 100),
                time(Option.WARMUP, 0),
                integer(Option.ROUNDS, 1, 100),
                url(Option.URL),
                url(Option.TICKS_URL),
                peers(),
                mqtt(),
                Stream.of(text(Option.JAVA_OPTIONS).trim().split("\\s+"))
                        .filter(flag -> !flag.isEmpty())
                        .toList(),
                cpus(Option.SERVER_CPUS),
                cpus(Option.CLIENT_CPUS),
                given.containsKey(Option.JSON),
                given.containsKey(Option.HELP));
        checkTogether(options);
        return options;
    }

    private static void checkTogether(BenchOptions options) throws UsageException {
        if (options.kind() == BenchKind.WS_IDLE && options.closedLoop()) {
            throw new UsageException("--rate is the connections a second of ws-idle, at least 1");
        }
        if (options.kind() != BenchKind.WS_FANOUT) {
            return;
        }
        if (options.comparing() != options.ticksUrl().isEmpty()) {
            throw new UsageException("--url and --ticks-url go together: ticks go in at one and come out at the other");
        }
        if (options.rate() * options.warmup().plus(options.duration()).toMillis() / 1000.0 > MAX_TICKS) {
            throw new UsageException("more than " + MAX_TICKS + " ticks: lower --rate, --duration or --warmup");
        }
    }

    private String text(Option option) {
        return given.getOrDefault(option, option.fallback(kind));
    }

    private int integer(Option option, int min, int max) throws UsageException {
        try {
            int value = Integer.parseInt(text(option));
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            // Told below, with the range.
        }
        throw wrong(option, "a whole number from " + min + " to " + max);
    }

    private Duration time(Option option, long minMs) throws UsageException {
        Matcher form = TIME.matcher(text(option));
        if (form.matches()) {
            long amount = Long.parseLong(form.group(1));
            long unitMs = form.group(2).equals("ms") ? 1 : form.group(2).equals("s") ? 1000 : 60_000;
            if (amount * unitMs >= minMs
                    && amount * unitMs <= Duration.ofHours(1).toMillis()) {
                return Duration.ofMillis(amount * unitMs);
            }
        }
        throw wrong(option, "a time from " + minMs + "ms to 60m, such as 500ms, 10s or 2m");
    }

    private String url(Option option) throws UsageException {
        String url = text(option);
        try {
            URI uri = URI.create(url);
            if (url.isEmpty() || scheme().equals(uri.getScheme()) && uri.getHost() != null && uri.getPort() > 0) {
                return url;
            }
        } catch (IllegalArgumentException notAUrl) {
            // Told below, with an example.
        }
        throw wrong(
                option,
                "a URL such as "
                        + switch (kind) {
                            case MQTT -> "mqtt://127.0.0.1:1883";
                            case ZMQ -> "tcp://127.0.0.1:5555";
                            default -> "ws://127.0.0.1:8001/echo";
                        });
    }

    private String scheme() {
        return switch (kind) {
            case MQTT -> "mqtt";
            case ZMQ -> "tcp";
            default -> "ws";
        };
    }

    private MqttPlan mqtt() throws UsageException {
        Map<String, MqttVersion> levels = Map.of("4", MqttVersion.V311, "5", MqttVersion.V5);
        MqttVersion version = levels.get(text(Option.PROTOCOL));
        if (version == null) {
            throw wrong(Option.PROTOCOL, "4 (MQTT 3.1.1) or 5");
        }
        return new MqttPlan(
                list(Option.SCENARIO, Scenario.byLabel()),
                list(Option.QOS, Map.of("0", 0, "1", 1, "2", 2)),
                list(Option.PARTS, Map.of("saturation", Part.SATURATION, "latency", Part.LATENCY)),
                version,
                peer());
    }

    /** Some of what is known. */
    private <T> List<T> list(Option option, Map<String, T> known) throws UsageException {
        List<T> chosen = new ArrayList<>();
        for (String label : text(option).split(",")) {
            T each = known.get(label);
            if (each == null) {
                throw wrong(option, "some of " + option.fallback(kind));
            }
            chosen.add(each);
        }
        return chosen;
    }

    private String peer() throws UsageException {
        String peer = text(Option.PEER);
        if (peer.isEmpty()
                || peer.equals(MqttPlan.NO_PEER)
                || HOST_AND_PORT.matcher(peer).matches()) {
            return peer;
        }
        throw wrong(Option.PEER, "host:port, or " + MqttPlan.NO_PEER);
    }

    private List<Peer> peers() throws UsageException {
        List<Peer> peers = new ArrayList<>();
        for (String label : text(Option.PEERS).split(",")) {
            if (!label.isEmpty()) {
                peers.add(Peer.of(label));
            }
        }
        return peers;
    }

    private String cpus(Option option) throws UsageException {
        String cpus = text(option);
        if (cpus.isEmpty() || CPUS.matcher(cpus).matches()) {
            return cpus;
        }
        throw wrong(option, "a list such as 0 or 0,2-3");
    }

    private UsageException wrong(Option option, String expected) {
        return new UsageException(option.flag() + " must be " + expected + ", not '" + text(option) + "'");
    }
}
