package io.tickwire.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The operator's table of metrics and the code say the same. */
final class MetricsDocumentTest {
    private static final Path DOCUMENT = Path.of("src/docs/operating.md");
    private static final Pattern ROW = Pattern.compile("\\| `(tickwire_\\w+)` \\| ([^|]*)\\| ([^|]*)\\|");
    private static final Pattern SERIES = Pattern.compile("(tickwire_\\w+?)(?:_count|_max)?(?:\\{([^}]*)})? .*");
    private static final Pattern REFUSED = Pattern.compile("metrics\\.refused\\(\\s*\"(\\w+)\"(?:,\\s*\"(\\w+)\")?");
    private static final Pattern QUOTED = Pattern.compile("`(\\w+)`");

    /** Name to label names, as the document has them. */
    private static Map<String, Set<String>> documented() throws IOException {
        Map<String, Set<String>> rows = new TreeMap<>();
        Matcher row = ROW.matcher(Files.readString(DOCUMENT));
        while (row.find()) {
            rows.put(row.group(1), words(row.group(2)));
        }
        return rows;
    }

    private static Set<String> words(String text) {
        return QUOTED.matcher(text).results().map(word -> word.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Name to label names, as they are scraped after everything was counted once. */
    private static Map<String, Set<String>> scraped() throws ReflectiveOperationException {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        countAll(new Metrics(registry));
        countAll(new MqttMetrics(registry));
        countAll(new HistoryMetrics(registry));
        countAll(new StrategyMetrics(registry));
        Map<String, Set<String>> series = new TreeMap<>();
        registry.scrape().lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            Matcher match = SERIES.matcher(line);
            assertTrue(match.matches(), line);
            if (!match.group(1).endsWith("_bucket") && !match.group(1).endsWith("_sum")) {
                series.put(match.group(1), labels(match.group(2)));
            }
        });
        return series;
    }

    private static void countAll(Object metrics) throws ReflectiveOperationException {
        for (Method method : metrics.getClass().getDeclaredMethods()) {
            if (Modifier.isPublic(method.getModifiers())) {
                method.invoke(
                        metrics,
                        Arrays.stream(method.getParameterTypes())
                                .map(MetricsDocumentTest::sample)
                                .toArray());
            }
        }
    }

    private static Object sample(Class<?> type) {
        if (type == Enum.class) {
            return Metrics.Stage.SIGNAL_RISK;
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        if (type == String.class) {
            return "x";
        }
        if (type == Supplier.class) {
            return (Supplier<Number>) () -> 1;
        }
        if (type == int.class) {
            return 1;
        }
        if (type == boolean.class) {
            return true;
        }
        if (type == long.class) {
            return 1L;
        }
        throw new IllegalArgumentException("give this test a sample of " + type);
    }

    private static Set<String> labels(String text) {
        return text == null
                ? Set.of()
                : Arrays.stream(text.split(","))
                        .map(label -> label.substring(0, label.indexOf('=')))
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void theTableHasEveryMetricWithItsLabelsAndNoOther() throws IOException, ReflectiveOperationException {
        assertEquals(scraped(), documented());
    }

    @Test
    void theTableNamesEverythingThatIsRefused() throws IOException {
        String row = Files.readAllLines(DOCUMENT).stream()
                .filter(line -> line.contains("`tickwire_refused_total`"))
                .findFirst()
                .orElseThrow();
        Set<String> known = words(row);
        Set<String> refused = new TreeSet<>();
        for (String root : new String[] {"src/main/java", "verticles"}) {
            try (Stream<Path> files = Files.walk(Path.of(root))) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    Matcher call = REFUSED.matcher(Files.readString(file));
                    while (call.find()) {
                        refused.add(call.group(1));
                        if (call.group(2) != null) {
                            refused.add(call.group(2));
                        }
                    }
                }
            }
        }
        assertFalse(refused.isEmpty());
        refused.removeAll(known);
        assertEquals(Set.of(), refused, "not in the row of tickwire_refused_total");
    }
}
