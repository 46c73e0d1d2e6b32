package io.tickwire.protocol.terminal;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tickwire.domain.Bar;
import io.tickwire.domain.RawTick;
import io.tickwire.domain.Timeframe;
import io.tickwire.protocol.json.FieldReader;
import java.io.IOException;
import java.util.List;

/** Ticks and bars as rows of JSON, both ways. Pure. */
final class PriceJson {
    static final List<String> TICK = List.of("symbol", "time_msc", "bid", "ask", "last", "volume", "flags", "seq");
    static final List<String> RATE = List.of("time_msc", "open", "high", "low", "close", "tick_volume", "closed");
    private static final int MAX_FLAGS = 0xFFFF;

    private PriceJson() {}

    static RawTick tick(FieldReader row) {
        return new RawTick(
                BookJson.symbol(row),
                BookJson.time(row, "time_msc"),
                row.number("bid"),
                row.number("ask"),
                row.number("last"),
                row.number("volume"),
                (int) row.integer("flags", 0, MAX_FLAGS));
    }

    /** Writes a tick as a row, without its end, so that a number can follow. */
    static void startRow(JsonGenerator out, RawTick tick) throws IOException {
        out.writeStartArray();
        out.writeString(tick.symbol());
        out.writeNumber(tick.timeMsc());
        out.writeNumber(tick.bid());
        out.writeNumber(tick.ask());
        out.writeNumber(tick.last());
        out.writeNumber(tick.volume());
        out.writeNumber(tick.flags());
    }

    static Bar bar(FieldReader row, String symbol, Timeframe timeframe) {
        long time = BookJson.time(row, "time_msc");
        double open = row.positive("open");
        double high = row.positive("high");
        double low = row.positive("low");
        double close = row.positive("close");
        long volume = row.integer("tick_volume", 0, Long.MAX_VALUE);
        boolean closed = row.optionalFlag("closed", true);
        return row.make("high", () -> new Bar(symbol, timeframe, time, open, high, low, close, volume, closed));
    }

    static void write(JsonGenerator out, Bar bar) throws IOException {
        out.writeStartArray();
        out.writeNumber(bar.timeMsc());
        out.writeNumber(bar.open());
        out.writeNumber(bar.high());
        out.writeNumber(bar.low());
        out.writeNumber(bar.close());
        out.writeNumber(bar.tickVolume());
        out.writeBoolean(bar.closed());
        out.writeEndArray();
    }
}
