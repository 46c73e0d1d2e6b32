package io.tickwire.strategy.pack;

import com.fasterxml.jackson.databind.JsonNode;
import io.tickwire.config.NearestKey;
import io.tickwire.domain.Timeframe;
import io.tickwire.protocol.json.Json;
import io.tickwire.strategy.run.StrategyLimits;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code strategy.json} and finds everything that is wrong with it, each by the name of its field. */
public final class DescriptorReader {
    private static final List<String> KEYS = List.of(
            "id",
            "version",
            "apiVersion",
            "mainClass",
            "description",
            "symbols",
            "timeframes",
            "settings",
            "limits",
            "account",
            "magic",
            "warmupBars",
            "barsKept",
            "shadow");
    private static final List<String> SETTING_KEYS = List.of("value", "min", "max", "choices", "doc");
    private static final List<String> LIMIT_KEYS =
            List.of("maxLots", "maxPositions", "maxTotalLots", "maxOrdersPerMinute", "maxDailyLoss");
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
    private static final Pattern SETTING = Pattern.compile("[A-Za-z][A-Za-z0-9]{0,39}");
    private static final int MAX_SYMBOLS = 100;
    private static final int MAX_BARS = 100_000;

    private final List<Problem> problems = new ArrayList<>();

    private DescriptorReader() {}

    /** Whether a folder may have this name. */
    public static boolean isId(String name) {
        return ID.matcher(name).matches();
    }

    /** @throws UnusableStrategyException with all problems */
    public static StrategyDescriptor read(String folder, byte[] utf8) throws UnusableStrategyException {
        JsonNode root = Json.parse(utf8);
        if (root == null || !root.isObject()) {
            throw new UnusableStrategyException(
                    Problem.of(StrategyDescriptor.FILE, "is not a JSON object: check commas, quotes and braces"));
        }
        DescriptorReader reader = new DescriptorReader();
        StrategyDescriptor descriptor = reader.descriptor(folder, root);
        if (!reader.problems.isEmpty()) {
            throw new UnusableStrategyException(reader.problems);
        }
        return descriptor;
    }

    /** @throws UnusableStrategyException as {@link #read(String, byte[])} */
    public static StrategyDescriptor read(String folder, String text) throws UnusableStrategyException {
        return read(folder, text.getBytes(StandardCharsets.UTF_8));
    }

    private StrategyDescriptor descriptor(String folder, JsonNode root) {
        known("", root, KEYS);
        String id = text(root, "id", null);
        if (!id.isEmpty() && !id.equals(folder)) {
            problem("id", "must be the name of its folder, '" + folder + "', not '" + id + "'");
        } else if (!id.isEmpty() && !isId(id)) {
            problem("id", "must be 1 to 40 of a-z, 0-9 and '-', beginning with a letter or digit: rename the folder");
        }
        int api = (int) whole(root, "apiVersion", "apiVersion", 1, 1000, null);
        if (api > StrategyDescriptor.API_VERSION) {
            problem("apiVersion", "this build offers version " + StrategyDescriptor.API_VERSION + ", not " + api);
        }
        return new StrategyDescriptor(
                id,
                text(root, "version", null),
                api,
                text(root, "mainClass", null),
                text(root, "description", ""),
                symbols(root),
                timeframes(root),
                settings(root.path("settings")),
                limits(root.path("limits")),
                text(root, "account", ""),
                whole(root, "magic", "magic", 1, Integer.MAX_VALUE, magic(folder)),
                (int) whole(root, "warmupBars", "warmupBars", 0, MAX_BARS, 500L),
                (int) whole(root, "barsKept", "barsKept", 1, MAX_BARS, 2_000L),
                flag(root, "shadow"));
    }

    /** The same for the same name, and not the platform's own. */
    private static long magic(String folder) {
        return 100_000_000L + Math.floorMod(folder.hashCode(), 1_900_000_000);
    }

    private List<String> symbols(JsonNode root) {
        List<String> symbols = texts(root.path("symbols"), "symbols");
        if (symbols.isEmpty() || symbols.size() > MAX_SYMBOLS) {
            problem("symbols", "must be a list of 1 to " + MAX_SYMBOLS + " symbols, for example [\"EURUSD\"]");
        }
        return symbols.stream().distinct().toList();
    }

    private List<Timeframe> timeframes(JsonNode root) {
        List<Timeframe> timeframes = new ArrayList<>();
        for (String name : texts(root.path("timeframes"), "timeframes")) {
            try {
                timeframes.add(Timeframe.valueOf(name));
            } catch (IllegalArgumentException unknown) {
                problem("timeframes", "'" + name + "' is no timeframe; there are " + List.of(Timeframe.values()));
            }
        }
        return timeframes.stream().distinct().toList();
    }

    private Map<String, SettingSpec> settings(JsonNode node) {
        Map<String, SettingSpec> settings = new LinkedHashMap<>();
        if (!node.isMissingNode() && !node.isObject()) {
            problem("settings", "must be an object such as {\"period\": {\"value\": 20, \"doc\": \"…\"}}");
            return settings;
        }
        node.properties().forEach(entry -> setting(entry.getKey(), entry.getValue())
                .ifPresent(setting -> settings.put(setting.name(), setting)));
        return settings;
    }

    private Optional<SettingSpec> setting(String name, JsonNode node) {
        String path = "settings." + name;
        if (!SETTING.matcher(name).matches()) {
            problem(path, "its name must be a Java name of letters and digits");
            return Optional.empty();
        }
        if (!node.isObject()
                || !node.path("value").isValueNode()
                || node.path("value").isNull()) {
            problem(path + ".value", "is required: a number, true, false or a text, the default");
            return Optional.empty();
        }
        known(path + ".", node, SETTING_KEYS);
        try {
            return Optional.of(new SettingSpec(
                    name,
                    value(node.path("value")),
                    number(node, path, "min", Double.NEGATIVE_INFINITY),
                    number(node, path, "max", Double.POSITIVE_INFINITY),
                    texts(node.path("choices"), path + ".choices"),
                    node.path("doc").asText("")));
        } catch (IllegalArgumentException unfit) {
            problem(path + ".value", unfit.getMessage());
            return Optional.empty();
        }
    }

    /** Text, number or switch as the settings of a strategy have them. */
    static Object value(JsonNode node) {
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return node.longValue();
        }
        if (node.isNumber()) {
            return node.doubleValue();
        }
        return node.isBoolean() ? (Object) node.booleanValue() : node.asText();
    }

    private StrategyLimits limits(JsonNode node) {
        if (!node.isMissingNode() && !node.isObject()) {
            problem("limits", "must be an object such as {\"maxLots\": 0.1, \"maxPositions\": 1}");
            return StrategyLimits.NONE;
        }
        if (node.isObject()) {
            known("limits.", node, LIMIT_KEYS);
        }
        return new StrategyLimits(
                limit(node, "maxLots"),
                (int) whole(node, "maxPositions", "limits.maxPositions", 0, 100_000, 0L),
                limit(node, "maxTotalLots"),
                (int) whole(node, "maxOrdersPerMinute", "limits.maxOrdersPerMinute", 0, 100_000, 0L),
                limit(node, "maxDailyLoss"));
    }

    private double limit(JsonNode node, String key) {
        double value = number(node, "limits", key, 0);
        if (value < 0) {
            problem("limits." + key, "must not be negative; 0 switches it off");
        }
        return value;
    }

    private double number(JsonNode node, String path, String key, double otherwise) {
        JsonNode value = node.path(key);
        if (!value.isMissingNode() && !value.isNumber()) {
            problem(path + "." + key, "must be a number, not " + value);
        }
        return value.isNumber() ? value.doubleValue() : otherwise;
    }

    /** @param otherwise null = required */
    private long whole(JsonNode node, String key, String path, long min, long max, Long otherwise) {
        JsonNode value = node.path(key);
        if (value.isMissingNode() && otherwise != null) {
            return otherwise;
        }
        if (!value.isIntegralNumber() || value.longValue() < min || value.longValue() > max) {
            problem(
                    path,
                    (otherwise == null ? "is required: " : "must be ") + "a whole number from " + min + " to " + max
                            + (value.isMissingNode() ? "" : ", not " + value));
            return min;
        }
        return value.longValue();
    }

    private boolean flag(JsonNode node, String key) {
        JsonNode value = node.path(key);
        if (!value.isMissingNode() && !value.isBoolean()) {
            problem(key, "must be true or false, not " + value);
        }
        return value.asBoolean(false);
    }

    /** @param otherwise null = required */
    private String text(JsonNode node, String key, String otherwise) {
        JsonNode value = node.path(key);
        if (value.isMissingNode() && otherwise != null) {
            return otherwise;
        }
        if (!value.isTextual() || otherwise == null && value.textValue().isBlank()) {
            problem(
                    key,
                    (otherwise == null ? "is required: " : "must be ") + "a text"
                            + (value.isMissingNode() ? "" : ", not " + value));
            return "";
        }
        return value.textValue();
    }

    private List<String> texts(JsonNode node, String path) {
        List<String> texts = new ArrayList<>();
        if (node.isMissingNode()) {
            return texts;
        }
        if (!node.isArray()) {
            problem(path, "must be a list of texts, not " + node);
        }
        for (JsonNode element : node) {
            if (element.isTextual() && !element.textValue().isBlank()) {
                texts.add(element.textValue());
            } else {
                problem(path, "must be a list of texts; " + element + " is none");
            }
        }
        return texts;
    }

    private void known(String prefix, JsonNode object, List<String> keys) {
        object.fieldNames().forEachRemaining(key -> {
            if (!keys.contains(key)) {
                problem(
                        prefix + key,
                        "unknown key; did you mean '" + NearestKey.to(key, keys).orElse("") + "'? known: " + keys);
            }
        });
    }

    private void problem(String field, String message) {
        problems.add(Problem.of(StrategyDescriptor.FILE, field + ": " + message));
    }
}
