package io.tickwire.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * An event of a channel of the bridge profile.
 *
 * @param type {@code execution}, {@code account}, {@code positions}, {@code bar}, {@code health} ...
 * @param seq rises by one per channel within an epoch
 * @param timestamp the server's, ISO 8601
 */
public record ChannelEvent(String type, long epoch, long seq, String timestamp, JsonNode data) {
    static final String EXECUTIONS = "executions";
    private static final Map<String, String> CHANNELS = Map.of(
            "execution", EXECUTIONS,
            "account", "account",
            "positions", "positions",
            "prediction", "predictions",
            "strategy", "strategies",
            "health", "health",
            "log", "log");

    static boolean isEvent(String type) {
        return type.equals("bar") || CHANNELS.containsKey(type);
    }

    static ChannelEvent read(JsonNode message) {
        return new ChannelEvent(
                message.path("type").asText(),
                message.path("epoch").asLong(),
                message.path("seq").asLong(),
                message.path("timestamp").asText(),
                message.path("data"));
    }

    /** The channel it came on, as it is subscribed to. */
    public String channel() {
        return type.equals("bar") ? "bars:" + data.path("tf").asText() : CHANNELS.get(type);
    }
}
