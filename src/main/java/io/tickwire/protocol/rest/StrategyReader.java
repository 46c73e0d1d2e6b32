package io.tickwire.protocol.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.tickwire.domain.message.StrategyCommand;
import io.tickwire.domain.message.StrategyCommand.Kind;
import io.tickwire.protocol.json.FieldReader;
import io.tickwire.protocol.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads what an administrator wants of a strategy, from bodies that the document's form has passed. Pure. */
public final class StrategyReader {
    private static final int MAX_HASH = 64;

    private StrategyReader() {}

    /** @param body empty = the version before the present one */
    public static StrategyCommand rollback(byte[] body) {
        JsonNode node = body.length == 0 ? null : Json.parse(body);
        String hash = node == null ? "" : new FieldReader(node).optionalText("version", MAX_HASH, "");
        return new StrategyCommand(Kind.ROLLBACK, hash, Map.of());
    }

    public static StrategyCommand settings(byte[] body) {
        return new StrategyCommand(Kind.SETTINGS, "", values(Json.parse(body).path("settings")));
    }

    /** Whole numbers as {@code Long}, others as {@code Double}, switches and texts; each name once. */
    public static Map<String, Object> values(JsonNode settings) {
        Map<String, Object> values = new LinkedHashMap<>();
        settings.properties().forEach(field -> values.put(field.getKey(), value(field.getValue())));
        return values;
    }

    private static Object value(JsonNode node) {
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return node.longValue();
        }
        if (node.isNumber()) {
            return node.doubleValue();
        }
        return node.isBoolean() ? (Object) node.booleanValue() : node.asText();
    }
}
