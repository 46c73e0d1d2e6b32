package io.tickwire.protocol.ticks;

import com.fasterxml.jackson.databind.JsonNode;
import io.tickwire.domain.ErrorCode;
import io.tickwire.domain.Refusal;
import io.tickwire.protocol.json.Decoded;
import io.tickwire.protocol.json.FieldReader;
import io.tickwire.protocol.json.Json;

/** Bytes of the tick stream profile in, typed request out. Pure. */
public final class TickStreamCodec {

    private TickStreamCodec() {}

    /** Reads one message, UTF-8 JSON. */
    public static Decoded<StreamRequest> decode(byte[] utf8) {
        JsonNode node = Json.parse(utf8);
        if (node == null || !node.isObject()) {
            return malformed("Invalid JSON", "$", "JSON object", node);
        }
        JsonNode type = node.get("type");
        if (type == null || !type.isTextual() || !StreamRequestReader.knows(type.textValue())) {
            String named = type == null ? "None" : String.valueOf(FieldReader.show(type));
            return malformed(
                    "Unknown message type: " + named, "type", "subscribe, unsubscribe, get_symbols or ping", type);
        }
        return StreamRequestReader.read(type.textValue(), node);
    }

    private static Decoded<StreamRequest> malformed(String message, String field, String expected, JsonNode received) {
        return new Decoded.Malformed<>(
                "",
                Refusal.of(ErrorCode.VALIDATION_ERROR, message)
                        .with("field", field)
                        .with("expected_type", expected)
                        .with(
                                "received",
                                received == null && "$".equals(field) ? "not JSON" : FieldReader.show(received)));
    }
}
