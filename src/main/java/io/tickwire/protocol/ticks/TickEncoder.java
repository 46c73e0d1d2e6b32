package io.tickwire.protocol.ticks;

import io.tickwire.domain.Tick;
import io.tickwire.protocol.json.IsoTime;
import java.nio.charset.StandardCharsets;

/** Writes ticks. On the hot path, so by hand: once per tick, whatever the number of subscribers. Pure. */
public final class TickEncoder {
    static final String HEAD = "{\"type\":\"tick\",\"data\":";

    /** Before and behind the {@code data} objects of a {@code ticks} message. */
    public static final String BATCH_HEAD = "{\"type\":\"ticks\",\"data\":[";

    public static final String BATCH_TAIL = "]}";
    private static final int TYPICAL = 224;

    private TickEncoder() {}

    public static EncodedTick encode(Tick tick) {
        return encode(tick, false);
    }

    /** A tick that was known before the client asked. */
    public static EncodedTick encodeSnapshot(Tick tick) {
        return encode(tick, true);
    }

    private static EncodedTick encode(Tick tick, boolean snapshot) {
        StringBuilder text = new StringBuilder(TYPICAL);
        // A stream name is checked when the stream is opened: it holds nothing that JSON would have to escape.
        text.append(HEAD).append("{\"symbol\":\"").append(tick.symbol());
        text.append("\",\"bid\":").append(tick.bid());
        text.append(",\"ask\":").append(tick.ask());
        text.append(",\"last\":").append(tick.last());
        text.append(",\"volume\":").append(tick.volume());
        text.append(",\"time\":\"");
        IsoTime.append(text, tick.timeMsc());
        text.append("\",\"spread\":").append(tick.spreadPips());
        text.append(",\"time_msc\":").append(tick.timeMsc());
        text.append(",\"flags\":").append(tick.flags());
        text.append(",\"seq\":").append(tick.seq());
        if (snapshot) {
            text.append(",\"snapshot\":true");
        }
        return new EncodedTick(tick.symbol(), text.append("}}").toString().getBytes(StandardCharsets.UTF_8));
    }
}
