package io.tickwire.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Binds one scalar: type and range are checked, a problem gives null. */
final class LeafBinder {
    private final String path;
    private final Setting setting;
    private final List<ConfigProblem> problems;

    LeafBinder(String path, Setting setting, List<ConfigProblem> problems) {
        this.path = path;
        this.setting = setting;
        this.problems = problems;
    }

    Object bind(JsonNode node, Class<?> type) {
        if (type == Object.class) {
            return anything(node);
        }
        if (type == boolean.class) {
            return node.isBoolean() ? (Object) node.booleanValue() : wrong("true or false", node);
        }
        if (type == int.class || type == Integer.class) {
            return node.isIntegralNumber() && node.canConvertToInt()
                    ? ranged(node.intValue(), node.intValue())
                    : wrong("a whole number", node);
        }
        if (type == long.class) {
            return node.isIntegralNumber() && node.canConvertToLong()
                    ? ranged(node.longValue(), node.longValue())
                    : wrong("a whole number", node);
        }
        if (type == double.class) {
            return node.isNumber() && Double.isFinite(node.doubleValue())
                    ? ranged(node.doubleValue(), node.doubleValue())
                    : wrong("a number", node);
        }
        if (!node.isTextual() && type == Secret.class) {
            problems.add(new ConfigProblem(path, "must be text", "write it as \"${NAME}\", from the environment"));
            return null;
        }
        if (!node.isTextual()) {
            return wrong(type == Duration.class ? "a duration such as \"30s\"" : "text", node);
        }
        return bindText(node.textValue(), type, node);
    }

    /** Whatever it is, as the map, list, number, switch or text that it is. */
    private static Object anything(JsonNode node) {
        if (node.isArray()) {
            List<Object> list = new ArrayList<>();
            node.forEach(element -> list.add(anything(element)));
            return Collections.unmodifiableList(list);
        }
        if (node.isObject()) {
            Map<String, Object> map = new LinkedHashMap<>();
            node.properties().forEach(entry -> map.put(entry.getKey(), anything(entry.getValue())));
            return Collections.unmodifiableMap(map);
        }
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return node.longValue();
        }
        return node.isNumber() ? (Object) node.doubleValue() : node.isTextual() ? node.textValue() : node.toString();
    }

    private Object bindText(String text, Class<?> type, JsonNode node) {
        if (type == String.class) {
            return text;
        }
        if (type == Secret.class) {
            return new Secret(text);
        }
        if (type == Duration.class) {
            return Durations.parse(text)
                    .map(duration -> ranged(duration, duration.toMillis()))
                    .orElseGet(() -> wrong("a duration such as \"250ms\", \"30s\", \"5m\"", node));
        }
        return bindEnum(text, type, node);
    }

    private Object bindEnum(String text, Class<?> type, JsonNode node) {
        List<String> names = Arrays.stream(type.getEnumConstants())
                .map(constant -> spelling((Enum<?>) constant))
                .toList();
        for (Object constant : type.getEnumConstants()) {
            if (spelling((Enum<?>) constant).equals(text.replace('_', '-'))) {
                return constant;
            }
        }
        String nearest = NearestKey.to(text, names).orElse("");
        problems.add(
                new ConfigProblem(path, "unknown value " + node, "did you mean \"" + nearest + "\"? one of " + names));
        return null;
    }

    /** How an enum constant is written in a file: lower case with dashes; underscores are read as well. */
    static String spelling(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private Object ranged(Object value, double measure) {
        if (measure < setting.min() || measure > setting.max()) {
            problems.add(new ConfigProblem(path, "out of range: " + value, "allowed: " + range(value)));
            return null;
        }
        return value;
    }

    private String range(Object value) {
        String unit = value instanceof Duration ? " ms" : "";
        return plain(setting.min()) + " to " + plain(setting.max()) + unit;
    }

    private static String plain(double bound) {
        return bound == Math.rint(bound) && Math.abs(bound) < 1e15
                ? Long.toString((long) bound)
                : Double.toString(bound);
    }

    private Object wrong(String expected, JsonNode node) {
        problems.add(new ConfigProblem(
                path,
                "must be " + expected + ", not " + ConfigBinder.describe(node),
                setting.value().isEmpty() ? "" : "default: " + setting.value()));
        return null;
    }
}
