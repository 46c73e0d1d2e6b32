package io.tickwire.protocol.exec;

import io.tickwire.domain.Tick;
import io.tickwire.protocol.json.IsoTime;
import io.tickwire.protocol.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Collection;

/** Writes what is published: ticks, heartbeats and the goodbye. Pure. */
public final class PubEncoder {
    /** Topic of {@link #heartbeat}. */
    public static final String HEARTBEAT = "heartbeat";

    /** Topic of {@link #disconnect}. */
    public static final String DISCONNECT = "disconnect";

    private static final int TYPICAL = 208;

    private PubEncoder() {}

    /** A tick; its topic is its symbol. On the hot path, so by hand. */
    public static byte[] tick(Tick tick, long sequence) {
        StringBuilder text = new StringBuilder(TYPICAL);
        // A stream name is checked when the stream is opened: it holds nothing that JSON would have to escape.
        text.append("{\"type\":\"tick\",\"symbol\":\"").append(tick.symbol());
        text.append("\",\"bid\":").append(tick.bid());
        text.append(",\"ask\":").append(tick.ask());
        text.append(",\"last\":").append(tick.last());
        text.append(",\"volume\":").append(tick.volume());
        text.append(",\"time\":\"");
        IsoTime.append(text, tick.timeMsc());
        text.append("\",\"time_msc\":").append(tick.timeMsc());
        text.append(",\"flags\":").append(tick.flags());
        text.append(",\"sequence\":").append(sequence);
        return text.append('}').toString().getBytes(StandardCharsets.UTF_8);
    }

    /** What can be subscribed to. */
    public static byte[] heartbeat(Collection<String> symbols, long sequence, long nowMsc) {
        return bytes(Json.object(out -> {
            out.writeStringField("type", HEARTBEAT);
            ExecReplies.seconds(out, "timestamp", nowMsc);
            out.writeNumberField("sequence", sequence);
            out.writeArrayFieldStart("symbols");
            for (String symbol : symbols) {
                out.writeString(symbol);
            }
            out.writeEndArray();
        }));
    }

    /** The publisher goes. */
    public static byte[] disconnect(long nowMsc) {
        return bytes(Json.object(out -> {
            out.writeStringField("type", DISCONNECT);
            ExecReplies.seconds(out, "timestamp", nowMsc);
        }));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
