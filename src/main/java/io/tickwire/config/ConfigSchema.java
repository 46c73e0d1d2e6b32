package io.tickwire.config;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Writes the JSON Schema (draft 2020-12) of the configuration records: {@code conf/tickwire.schema.json}. */
public final class ConfigSchema {
    private final JsonReader reader = new JsonReader();

    /** The schema as text, ending in a newline. */
    public String generate() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", "Tickwire configuration");
        schema.setAll(record(TickwireConfig.class));
        return reader.pretty(schema) + "\n";
    }

    private ObjectNode record(Class<?> type) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("type", "object");
        object.put("additionalProperties", false);
        ObjectNode properties = object.putObject("properties");
        for (RecordComponent component : type.getRecordComponents()) {
            Setting setting = component.getAnnotation(Setting.class);
            ObjectNode property = JsonNodeFactory.instance.objectNode();
            property.put("description", setting.doc());
            property.setAll(value(component.getGenericType(), setting));
            putDefault(property, component.getType(), setting);
            properties.set(component.getName(), property);
            if (setting.required()) {
                object.withArray("required").add(component.getName());
            }
        }
        return object;
    }

    private ObjectNode value(Type type, Setting setting) {
        if (type instanceof ParameterizedType generic) {
            return container(generic, setting);
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isRecord() && plain != Secret.class) {
            return record(plain);
        }
        return leaf(plain, setting);
    }

    private ObjectNode container(ParameterizedType generic, Setting setting) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        if (generic.getRawType() == List.class) {
            schema.put("type", "array");
            schema.set("items", value(generic.getActualTypeArguments()[0], setting));
        } else {
            schema.put("type", "object");
            schema.set("additionalProperties", value(generic.getActualTypeArguments()[1], setting));
        }
        return schema;
    }

    private ObjectNode leaf(Class<?> type, Setting setting) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        if (type == Duration.class) {
            schema.put("type", "string").put("pattern", Durations.PATTERN);
        } else if (type.isEnum()) {
            ArrayNode values = schema.put("type", "string").putArray("enum");
            for (Object constant : type.getEnumConstants()) {
                values.add(LeafBinder.spelling((Enum<?>) constant));
            }
        } else if (type == boolean.class) {
            schema.put("type", "boolean");
        } else if (type == String.class || type == Secret.class) {
            schema.put("type", "string");
        } else {
            schema.put("type", type == double.class ? "number" : "integer");
            bound(schema, "minimum", setting.min());
            bound(schema, "maximum", setting.max());
        }
        return schema;
    }

    private static void bound(ObjectNode schema, String key, double value) {
        if (Double.isInfinite(value)) {
            return;
        }
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            schema.put(key, (long) value);
        } else {
            schema.put(key, value);
        }
    }

    private void putDefault(ObjectNode property, Class<?> type, Setting setting) {
        if (setting.required() || type.isRecord()) {
            return;
        }
        boolean json = type.isPrimitive() || List.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type);
        if (!json) {
            property.put("default", setting.value());
        } else if (!setting.value().isEmpty()) {
            property.set("default", reader.read(setting.value()));
        }
    }
}
