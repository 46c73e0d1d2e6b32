package io.tickwire.backtest.report;

import io.tickwire.backtest.BacktestResult;
import io.tickwire.backtest.data.MarketData;
import io.tickwire.protocol.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A result as one page: figures, charts, trades; nothing is fetched from anywhere. Pure. */
public final class HtmlReport {
    /** Trades that are in the page; the JSON result has all. */
    static final int MOST_TRADES = 5_000;

    private static final String PAGE = "/io/tickwire/backtest/report.html";
    private static final String TITLE = "@TITLE@";
    private static final String DATA = "@DATA@";

    private HtmlReport() {}

    /** @param data what the run looked at, for the candles */
    public static String of(BacktestResult result, Origin origin, MarketData data) {
        String json = Json.object(out -> {
            ResultJson.write(out, result, origin, MOST_TRADES);
            out.writeNumberField("trade_count", result.trades().size());
            out.writeObjectFieldStart("candles");
            Candles.write(out, data);
            out.writeEndObject();
        });
        String title = result.plan().strategyId() + " on " + String.join(", ", result.symbols());
        // What ends a script or opens a comment must not stand in a string of it.
        String safe = json.replace("<", "\\u003c");
        return page().replace(TITLE, escaped(title)).replace(DATA, safe);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String page() {
        try (InputStream in = HtmlReport.class.getResourceAsStream(PAGE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
