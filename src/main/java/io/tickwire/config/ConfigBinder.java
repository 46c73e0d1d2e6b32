package io.tickwire.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Turns a JSON tree into configuration records and collects every problem on the way. It never stops at the first:
 * a wrong value is reported and replaced by its default so that the rest can still be checked.
 */
final class ConfigBinder {
    private final Environment environment;
    private final JsonReader reader;
    private final List<ConfigProblem> problems = new ArrayList<>();

    ConfigBinder(Environment environment, JsonReader reader) {
        this.environment = environment;
        this.reader = reader;
    }

    List<ConfigProblem> problems() {
        return problems;
    }

    <T extends Record> T bind(JsonNode node, Class<T> type) {
        return type.cast(bindRecord(node, type, "$"));
    }

    private Object bindRecord(JsonNode node, Class<?> type, String path) {
        JsonNode object = node;
        if (!node.isObject()) {
            report(path, "must be an object, not " + describe(node), "write { ... }");
            object = JsonNodeFactory.instance.objectNode();
        }
        RecordComponent[] components = type.getRecordComponents();
        reportUnknownKeys(object, components, path);
        Object[] values = new Object[components.length];
        Class<?>[] types = new Class<?>[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            values[i] = bindComponent(object, components[i], path);
        }
        try {
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (InvocationTargetException invalid) {
            report(path, String.valueOf(invalid.getCause().getMessage()), "");
            return null;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("configuration record " + type.getName() + " cannot be built", e);
        }
    }

    private void reportUnknownKeys(JsonNode object, RecordComponent[] components, String path) {
        List<String> known =
                Arrays.stream(components).map(RecordComponent::getName).toList();
        object.fieldNames().forEachRemaining(key -> {
            if (!known.contains(key)) {
                String nearest = NearestKey.to(key, known).orElse("");
                report(path + "." + key, "unknown key", "did you mean '" + nearest + "'? known: " + known);
            }
        });
    }

    private Object bindComponent(JsonNode object, RecordComponent component, String parent) {
        String path = parent + "." + component.getName();
        Setting setting = component.getAnnotation(Setting.class);
        JsonNode given = object.get(component.getName());
        if (given == null) {
            if (setting.required()) {
                report(path, "is required", setting.doc());
                if (component.getType().isPrimitive()) {
                    // Zero, so that the rest can still be checked; it may be out of range, which nobody asked.
                    return Array.get(Array.newInstance(component.getType(), 1), 0);
                }
            }
            return bindValue(defaultOf(component, setting), component.getGenericType(), setting, path);
        }
        int before = problems.size();
        Object value = bindValue(given, component.getGenericType(), setting, path);
        boolean usable = problems.size() == before || value != null;
        return usable ? value : bindValue(defaultOf(component, setting), component.getGenericType(), setting, path);
    }

    private JsonNode defaultOf(RecordComponent component, Setting setting) {
        Class<?> type = component.getType();
        String text = setting.value();
        if (type.isRecord() && type != Secret.class || Map.class.isAssignableFrom(type)) {
            return text.isEmpty() ? JsonNodeFactory.instance.objectNode() : reader.read(text);
        }
        if (List.class.isAssignableFrom(type)) {
            return text.isEmpty() ? JsonNodeFactory.instance.arrayNode() : reader.read(text);
        }
        boolean quoted = type == String.class || type == Duration.class || type == Secret.class || type.isEnum();
        if (quoted) {
            return JsonNodeFactory.instance.textNode(text);
        }
        return text.isEmpty() ? JsonNodeFactory.instance.numberNode(0) : reader.read(text);
    }

    private Object bindValue(JsonNode node, Type type, Setting setting, String path) {
        if (type instanceof ParameterizedType generic) {
            return generic.getRawType() == List.class
                    ? bindList(node, generic.getActualTypeArguments()[0], setting, path)
                    : bindMap(node, generic.getActualTypeArguments()[1], setting, path);
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isRecord() && plain != Secret.class) {
            return bindRecord(node, plain, path);
        }
        return new LeafBinder(path, setting, problems).bind(resolve(node, plain, path), plain);
    }

    private List<Object> bindList(JsonNode node, Type element, Setting setting, String path) {
        if (!node.isArray()) {
            report(path, "must be a list, not " + describe(node), "write [ ... ]");
            return null;
        }
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            Object value = bindValue(node.get(i), element, setting, path + "[" + i + "]");
            if (value != null) {
                values.add(value);
            }
        }
        return List.copyOf(values);
    }

    private Map<String, Object> bindMap(JsonNode node, Type element, Setting setting, String path) {
        if (!node.isObject()) {
            report(path, "must be an object, not " + describe(node), "write { ... }");
            return null;
        }
        Map<String, Object> values = new LinkedHashMap<>();
        node.properties().forEach(entry -> {
            Object value = bindValue(entry.getValue(), element, setting, path + "." + entry.getKey());
            if (value != null) {
                values.put(entry.getKey(), value);
            }
        });
        return Map.copyOf(values);
    }

    /** Environment references are replaced first; a number or switch given through one is read as such. */
    private JsonNode resolve(JsonNode node, Class<?> type, String path) {
        if (!node.isTextual() || !Environment.isReferenced(node.textValue())) {
            return node;
        }
        String text = environment.resolve(
                node.textValue(),
                name -> report(
                        path,
                        "environment variable " + name + " is not set",
                        "set it, or give a default: ${" + name + ":value}"));
        boolean scalar = type == boolean.class || type == int.class || type == long.class || type == double.class;
        return scalar ? reader.readOrText(text) : JsonNodeFactory.instance.textNode(text);
    }

    private void report(String path, String message, String fix) {
        problems.add(new ConfigProblem(path, message, fix));
    }

    static String describe(JsonNode node) {
        String kind = node.getNodeType().name().toLowerCase(Locale.ROOT);
        return node.isValueNode() && !node.isNull() ? kind + " " + node : kind;
    }
}
