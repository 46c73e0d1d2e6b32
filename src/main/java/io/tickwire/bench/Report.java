package io.tickwire.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/** What a bench says at its end, as tables or as JSON. Times are microseconds. */
final class Report {
    private static final double NANOS_PER_MICRO = 1000.0;
    private static final List<Double> PERCENTILES = List.of(50.0, 90.0, 99.0, 99.9, 100.0);
    private static final List<String> NAMES = List.of("p50", "p90", "p99", "p99.9", "max");
    private static final String ROW = "%-18s %6s %11s %8s %9s %9s %9s %9s %9s %8s %7s %8s%n";

    private final BenchOptions options;
    private final List<Section> sections;

    Report(BenchOptions options, List<Section> sections) {
        this.options = options;
        this.sections = sections;
    }

    String text() {
        StringBuilder text = new StringBuilder(title()).append('\n');
        sections.forEach(section -> table(text, section));
        return text.toString();
    }

    private String title() {
        if (options.kind() == BenchKind.MQTT) {
            return mqttTitle();
        }
        String load = options.closedLoop()
                ? "closed loop, " + options.depth() + " deep"
                : options.rate() + " messages/s, open loop: latency counts from the intended time of sending";
        return String.format(
                Locale.ROOT,
                "%s: %d connections, %s; %s after %s of warm-up; Java %s, %d processors; us",
                options.kind().command(),
                options.connections(),
                load,
                seconds(options.duration().toMillis()),
                seconds(options.warmup().toMillis()),
                System.getProperty("java.version"),
                Runtime.getRuntime().availableProcessors());
    }

    private String mqttTitle() {
        return String.format(
                Locale.ROOT,
                "mqtt: protocol level %d, payload %d B; latency counts from the intended time of sending, in a saturated"
                        + " load from the real one; %s after %s of warm-up; Java %s, %d processors; us",
                options.mqtt().version().level(),
                options.size(),
                seconds(options.duration().toMillis()),
                seconds(options.warmup().toMillis()),
                System.getProperty("java.version"),
                Runtime.getRuntime().availableProcessors());
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }

    private static void table(StringBuilder text, Section section) {
        text.append('\n').append(section.what()).append('\n');
        text.append(String.format(
                ROW,
                "server",
                "round",
                "per second",
                "cpu us",
                "p50",
                "p90",
                "p99",
                "p99.9",
                "max",
                "late p99",
                "errors",
                "missing"));
        List<Measured> wholes = new ArrayList<>();
        section.rounds().forEach((server, rounds) -> {
            for (int i = 0; i < rounds.size(); i++) {
                text.append(row(server, Integer.toString(i + 1), rounds.get(i)));
            }
            wholes.add(section.whole(server));
        });
        section.rounds().keySet().forEach(server -> text.append(row(server, "all", section.whole(server))));
        List<Map.Entry<String, List<Measured>>> servers =
                List.copyOf(section.rounds().entrySet());
        for (Map.Entry<String, List<Measured>> other : servers.subList(1, servers.size())) {
            text.append(ratio(other, servers.get(0)));
        }
        wholes.forEach(whole -> whole.failures()
                .forEach((reason, count) ->
                        text.append(count).append(" x ").append(reason).append('\n')));
    }

    private static String row(String server, String round, Measured measured) {
        List<Object> cells = new ArrayList<>(
                List.of(server, round, whole(measured.perSecond()), one(measured.cpuMicrosPerAnswer())));
        PERCENTILES.forEach(percent -> cells.add(whole(micros(measured.latencies(), percent))));
        cells.add(whole(micros(measured.lateness(), 99)));
        cells.add(Long.toString(measured.errors()));
        cells.add(Long.toString(measured.missing()));
        return String.format(ROW, cells.toArray());
    }

    /** The median of the rounds' ratios: a disturbed round, and there always is one, does not decide. */
    private static String ratio(Map.Entry<String, List<Measured>> server, Map.Entry<String, List<Measured>> reference) {
        List<Measured> ours = server.getValue();
        List<Measured> bare = reference.getValue();
        List<Object> cells = new ArrayList<>(List.of(
                server.getKey() + "/" + reference.getKey(),
                "median",
                median(ours, bare, Measured::perSecond),
                median(ours, bare, Measured::cpuMicrosPerAnswer)));
        PERCENTILES.forEach(
                percent -> cells.add(median(ours, bare, measured -> micros(measured.latencies(), percent))));
        cells.addAll(List.of("", "", ""));
        return String.format(ROW, cells.toArray());
    }

    private static String median(List<Measured> ours, List<Measured> bare, ToDoubleFunction<Measured> figure) {
        double[] ratios = IntStream.range(0, ours.size())
                .mapToDouble(round -> figure.applyAsDouble(ours.get(round)) / figure.applyAsDouble(bare.get(round)))
                .sorted()
                .toArray();
        int middle = ratios.length / 2;
        double median = ratios.length % 2 == 1 ? ratios[middle] : (ratios[middle - 1] + ratios[middle]) / 2;
        return Double.isFinite(median) ? String.format(Locale.ROOT, "%.2f", median) : "-";
    }

    private static double micros(Histogram histogram, double percent) {
        return histogram.getValueAtPercentile(percent) / NANOS_PER_MICRO;
    }

    private static String one(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static String whole(double value) {
        return String.format(Locale.ROOT, "%.0f", value);
    }

    String json() {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode root = mapper.createObjectNode();
        root.put("bench", options.kind().command());
        root.put("connections", options.connections());
        root.put("rate", options.rate());
        root.put("duration_ms", options.duration().toMillis());
        root.put("warmup_ms", options.warmup().toMillis());
        root.put("java", System.getProperty("java.version"));
        ArrayNode list = root.putArray("measurements");
        for (Section section : sections) {
            section.rounds().forEach((server, rounds) -> {
                for (int i = 0; i < rounds.size(); i++) {
                    describe(list.addObject(), section.what(), server, rounds.get(i))
                            .put("round", i + 1);
                }
            });
            section.rounds().keySet().forEach(server -> describe(
                            list.addObject(), section.what(), server, section.whole(server))
                    .put("round", "all"));
        }
        try {
            return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static ObjectNode describe(ObjectNode node, String what, String server, Measured measured) {
        node.put("what", what);
        node.put("server", server);
        node.put("per_second", measured.perSecond());
        node.put("cpu_us_per_answer", measured.cpuMicrosPerAnswer());
        node.put("sent", measured.sent());
        node.put("answered", measured.answered());
        node.put("missing", measured.missing());
        node.put("errors", measured.errors());
        ObjectNode failures = node.putObject("failures");
        new TreeMap<>(measured.failures()).forEach(failures::put);
        ObjectNode latencies = node.putObject("latency_us");
        ObjectNode lateness = node.putObject("late_us");
        for (int i = 0; i < NAMES.size(); i++) {
            latencies.put(NAMES.get(i), micros(measured.latencies(), PERCENTILES.get(i)));
            lateness.put(NAMES.get(i), micros(measured.lateness(), PERCENTILES.get(i)));
        }
        return node;
    }
}
