package io.tickwire.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a subscription came to.
 *
 * @param rejected name to reason
 */
public record Subscribed(List<String> symbols, Map<String, String> rejected) {

    static Subscribed read(JsonNode answer) {
        List<String> symbols = new ArrayList<>();
        answer.path("symbols").forEach(symbol -> symbols.add(symbol.asText()));
        Map<String, String> rejected = new LinkedHashMap<>();
        answer.path("rejected")
                .forEach(one -> rejected.put(
                        one.path("symbol").asText(), one.path("reason").asText()));
        return new Subscribed(symbols, rejected);
    }
}
