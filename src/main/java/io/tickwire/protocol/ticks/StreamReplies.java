package io.tickwire.protocol.ticks;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tickwire.domain.Refusal;
import io.tickwire.protocol.json.IsoTime;
import io.tickwire.protocol.json.Json;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Writes the answers of the tick stream profile. Pure. */
public final class StreamReplies {

    private StreamReplies() {}

    /**
     * Answer to a subscription.
     *
     * @param rejected name to reason, told only when not empty
     * @param channels accepted channels, null when none were asked for
     * @param resumed null unless the client asked to resume
     */
    public static String subscribed(
            Collection<String> symbols,
            int total,
            Map<String, String> rejected,
            Collection<String> channels,
            Resumed resumed) {
        return Json.object(out -> {
            out.writeStringField("type", "subscribed");
            names(out, "symbols", symbols);
            out.writeNumberField("total_subscribed", total);
            if (channels != null) {
                names(out, "channels", channels);
            }
            if (!rejected.isEmpty()) {
                out.writeArrayFieldStart("rejected");
                for (Map.Entry<String, String> entry : rejected.entrySet()) {
                    out.writeStartObject();
                    out.writeStringField("symbol", entry.getKey());
                    out.writeStringField("reason", entry.getValue());
                    out.writeEndObject();
                }
                out.writeEndArray();
            }
            if (resumed != null) {
                out.writeNumberField("epoch", resumed.epoch());
                out.writeBooleanField("recovered", resumed.recovered());
            }
        });
    }

    /** Outcome of a resume. */
    public record Resumed(long epoch, boolean recovered) {}

    public static String unsubscribed(Collection<String> symbols, int total, Collection<String> channels) {
        return Json.object(out -> {
            out.writeStringField("type", "unsubscribed");
            names(out, "symbols", symbols);
            out.writeNumberField("total_subscribed", total);
            if (channels != null) {
                names(out, "channels", channels);
            }
        });
    }

    /** A page of symbols; {@code total} counts all. */
    public static String symbols(List<String> page, int total) {
        return Json.object(out -> {
            out.writeStringField("type", "symbols");
            names(out, "symbols", page);
            out.writeNumberField("total", total);
        });
    }

    public static String pong(long nowMsc) {
        return Json.object(out -> {
            out.writeStringField("type", "pong");
            out.writeStringField("timestamp", IsoTime.format(nowMsc));
        });
    }

    public static String heartbeat(long nowMsc, int clients) {
        return Json.object(out -> {
            out.writeStringField("type", "heartbeat");
            out.writeStringField("timestamp", IsoTime.format(nowMsc));
            out.writeNumberField("clients", clients);
        });
    }

    /** An error of the tick stream: its clients know three fields, details follow where there are any. */
    public static String error(Refusal refusal) {
        return Json.object(out -> {
            out.writeStringField("type", "error");
            out.writeStringField("message", refusal.message());
            out.writeStringField("error_code", refusal.code().name());
            if (!refusal.details().isEmpty()) {
                out.writeObjectFieldStart("details");
                Json.members(out, refusal.details());
                out.writeEndObject();
            }
        });
    }

    private static void names(JsonGenerator out, String field, Collection<String> names) throws IOException {
        out.writeArrayFieldStart(field);
        for (String name : names) {
            out.writeString(name);
        }
        out.writeEndArray();
    }
}
