package io.tickwire.backtest.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tickwire.backtest.data.MarketData;
import io.tickwire.domain.Bar;
import io.tickwire.domain.BarBuilder;
import io.tickwire.domain.BarGrid;
import io.tickwire.domain.Timeframe;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Bars for the chart of a report: of the shortest timeframe of which not too many are needed. Pure. */
final class Candles {
    private static final int MOST = 12_000;

    private Candles() {}

    /** Writes the bars of each symbol: times in seconds, then the four prices. */
    static void write(JsonGenerator out, MarketData data) throws IOException {
        for (int symbol = 0; symbol < data.symbols().size(); symbol++) {
            List<Bar> bars = List.of();
            for (Timeframe timeframe : Timeframe.values()) {
                bars = bars(data, symbol, timeframe);
                if (bars.size() <= MOST) {
                    break;
                }
            }
            out.writeObjectFieldStart(data.symbols().get(symbol));
            out.writeStringField(
                    "timeframe", bars.isEmpty() ? "" : bars.get(0).timeframe().name());
            out.writeArrayFieldStart("bars");
            for (Bar bar : bars) {
                out.writeStartArray();
                out.writeNumber(bar.timeMsc() / 1000);
                out.writeNumber(bar.open());
                out.writeNumber(bar.high());
                out.writeNumber(bar.low());
                out.writeNumber(bar.close());
                out.writeEndArray();
            }
            out.writeEndArray();
            out.writeEndObject();
        }
    }

    /** One more than are wanted when there are too many. */
    private static List<Bar> bars(MarketData data, int symbol, Timeframe timeframe) {
        BarBuilder builder = new BarBuilder(data.symbols().get(symbol), timeframe, BarGrid.UTC);
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < data.size() && bars.size() <= MOST; i++) {
            if (data.symbol(i) == symbol) {
                builder.onTick(data.timeMsc(i), data.bid(i)).ifPresent(bars::add);
            }
        }
        builder.running().ifPresent(bars::add);
        return bars;
    }
}
