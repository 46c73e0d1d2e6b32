package io.tickwire.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** Strict JSON for configuration: no duplicate keys, nothing after the end. */
final class JsonReader {
    private final ObjectMapper mapper = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Reads text of our own (defaults in annotations). */
    JsonNode read(String text) {
        try {
            return mapper.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not JSON: " + text, e);
        }
    }

    JsonNode readForeign(String text) throws JsonProcessingException {
        JsonNode node = mapper.readTree(text);
        return node.isMissingNode() ? JsonNodeFactory.instance.nullNode() : node;
    }

    /** A number or switch where the text is one, else the text. */
    JsonNode readOrText(String text) {
        try {
            JsonNode node = mapper.readTree(text);
            return node.isNumber() || node.isBoolean() ? node : JsonNodeFactory.instance.textNode(text);
        } catch (JsonProcessingException e) {
            return JsonNodeFactory.instance.textNode(text);
        }
    }

    String pretty(JsonNode node) {
        return node.toPrettyString();
    }
}
