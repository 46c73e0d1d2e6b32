package io.tickwire.protocol.ticks;

import io.tickwire.domain.Tick;
import io.tickwire.protocol.json.IsoTime;
import java.util.List;

/** Writes ticks. On the hot path, so by hand: once per tick, whatever the number of subscribers. Pure. */
public final class TickEncoder {
    private static final String HEAD = "{\"type\":\"tick\",\"data\":";
    private static final int TYPICAL = 200;

    private TickEncoder() {}

    /** The {@code data} object of a tick. */
    public static String data(Tick tick) {
        return data(tick, false);
    }

    /** The {@code data} object of a tick that was known before the client asked. */
    public static String snapshotData(Tick tick) {
        return data(tick, true);
    }

    /** A {@code tick} message around a data object. */
    public static String message(String data) {
        return new StringBuilder(HEAD.length() + data.length() + 1)
                .append(HEAD)
                .append(data)
                .append('}')
                .toString();
    }

    /** A {@code ticks} message for clients that asked for batches. */
    public static String batch(List<String> data) {
        StringBuilder text = new StringBuilder(TYPICAL * data.size() + 32).append("{\"type\":\"ticks\",\"data\":[");
        for (int i = 0; i < data.size(); i++) {
            if (i > 0) {
                text.append(',');
            }
            text.append(data.get(i));
        }
        return text.append("]}").toString();
    }

    private static String data(Tick tick, boolean snapshot) {
        StringBuilder text = new StringBuilder(TYPICAL);
        // A stream name is checked when the stream is opened: it holds nothing that JSON would have to escape.
        text.append("{\"symbol\":\"").append(tick.symbol());
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
        return text.append('}').toString();
    }
}
