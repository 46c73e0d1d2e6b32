package io.tickwire.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Keeps the ZeroMQ listeners closed that nobody asked for where they would be a door without a lock: where authentication
 * is on and no CURVE key is named. Who switches one on all the same is told why that does not start.
 */
final class ZmqDefaults {
    private static final String ENABLED = "enabled";

    private ZmqDefaults() {}

    /** The tree with these switched off; the same tree where nothing has to be. */
    static JsonNode apply(JsonNode tree) {
        JsonNode auth = tree.path("auth").path(ENABLED);
        // What the environment says is not known yet: closed is safe.
        boolean on = auth.booleanValue() || auth.isTextual();
        if (!on || !tree.path("zmqCurve").path("secretKeyFile").asText("").isEmpty()) {
            return tree;
        }
        ObjectNode whole = tree.deepCopy();
        for (String listener : List.of("zmqExec", "zmqPub")) {
            JsonNode given = whole.get(listener);
            if (given == null) {
                whole.putObject(listener).put(ENABLED, false);
            } else if (given instanceof ObjectNode object && !object.has(ENABLED)) {
                object.put(ENABLED, false);
            }
        }
        return whole;
    }
}
