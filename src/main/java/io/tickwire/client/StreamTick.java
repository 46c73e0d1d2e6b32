package io.tickwire.client;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A price, as the server streams it.
 *
 * @param timeMsc epoch milliseconds UTC
 * @param flags MetaTrader's bits
 * @param snapshot whether it was the last known one when the subscription began
 */
public record StreamTick(
        String symbol,
        double bid,
        double ask,
        double last,
        double volume,
        long timeMsc,
        double spreadPips,
        int flags,
        long seq,
        boolean snapshot) {

    static StreamTick read(JsonNode data) {
        return new StreamTick(
                data.path("symbol").asText(),
                data.path("bid").asDouble(),
                data.path("ask").asDouble(),
                data.path("last").asDouble(),
                data.path("volume").asDouble(),
                data.path("time_msc").asLong(),
                data.path("spread").asDouble(),
                data.path("flags").asInt(),
                data.path("seq").asLong(),
                data.path("snapshot").asBoolean());
    }
}
