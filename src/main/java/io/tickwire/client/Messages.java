package io.tickwire.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tickwire.domain.message.Resume;
import io.tickwire.protocol.json.IsoTime;
import java.util.List;

/** Writes what a client says. Pure. */
final class Messages {
    static final String PING = "{\"type\":\"ping\"}";
    static final String GET_SYMBOLS = "{\"type\":\"get_symbols\"}";

    private Messages() {}

    /** How ticks are told; belongs to the connection. */
    record TickSettings(double maxRate, boolean batch) {
        static final TickSettings ALL = new TickSettings(0, false);
    }

    static String envelope(String type, JsonNode data, long nowMsc) {
        ObjectNode message = object(type).put("timestamp", IsoTime.format(nowMsc));
        message.set("data", data);
        return message.toString();
    }

    static String heartbeat(String client, long nowMsc) {
        return envelope(
                "heartbeat",
                JsonNodeFactory.instance
                        .objectNode()
                        .put("client", client)
                        .put("client_version", TickwireClient.VERSION),
                nowMsc);
    }

    static String subscribe(List<String> symbols, Resume since, TickSettings settings) {
        ObjectNode message = named("subscribe", "symbols", symbols);
        place(message, since);
        if (settings.maxRate() > 0) {
            message.put("max_rate", settings.maxRate());
        }
        if (settings.batch()) {
            message.put("batch", true);
        }
        return message.toString();
    }

    /** @param since null = from now on */
    static String join(List<String> channels, Resume since) {
        ObjectNode message = named("subscribe", "channels", channels);
        if (since != null) {
            place(message, since);
        }
        return message.toString();
    }

    static String unsubscribe(String kind, List<String> names) {
        return named("unsubscribe", kind, names).toString();
    }

    private static void place(ObjectNode message, Resume since) {
        message.putObject("since").put("epoch", since.epoch()).put("seq", since.seq());
    }

    private static ObjectNode named(String type, String kind, List<String> names) {
        ObjectNode message = object(type);
        names.forEach(message.putArray(kind)::add);
        return message;
    }

    private static ObjectNode object(String type) {
        return JsonNodeFactory.instance.objectNode().put("type", type);
    }
}
