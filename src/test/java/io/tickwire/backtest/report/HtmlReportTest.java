package io.tickwire.backtest.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tickwire.backtest.BacktestResult;
import io.tickwire.backtest.Runs;
import io.tickwire.backtest.data.MarketData;
import io.tickwire.backtest.stats.Stat;
import io.tickwire.domain.Tick;
import io.tickwire.protocol.json.Json;
import io.tickwire.strategy.Strategy;
import io.tickwire.strategy.StrategyContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class HtmlReportTest {
    private static final MarketData DATA = Runs.walk(8, 4_000);
    private static final Origin ORIGIN =
            new Origin(List.of("days/</script>"), 4_000, 3, 5_000_000, Runs.MONDAY, "Tickwire 1");
    private static final BacktestResult RESULT =
            Runs.run(Runs.plan(Flipper::new).with(Map.of("note", "<b>\u2028</script>")), DATA);

    /** Turns at every 200th tick. */
    private static final class Flipper implements Strategy {
        private StrategyContext context;
        private int ticks;

        @Override
        public void onStart(StrategyContext given) {
            context = given;
        }

        @Override
        public void onTick(Tick tick) {
            if (++ticks % 200 == 0) {
                context.positions().forEach(context::close);
                context.buy("EURUSD", 0.1);
            }
        }
    }

    private static JsonNode embedded(String page) {
        Matcher data = Pattern.compile("<script type=\"application/json\" id=\"result\">(.*?)</script>", Pattern.DOTALL)
                .matcher(page);
        assertTrue(data.find());
        return Json.parse(data.group(1).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void jsonHasEveryStatisticUnderItsName() {
        JsonNode json = Json.parse(ResultJson.of(RESULT, ORIGIN).getBytes(StandardCharsets.UTF_8));
        for (Map.Entry<Stat, Double> stat : RESULT.statistics().values().entrySet()) {
            assertEquals(
                    stat.getValue(),
                    json.path("statistics").path(stat.getKey().name()).doubleValue());
        }
        assertEquals(RESULT.trades().size(), json.path("trades").size());
        assertEquals(RESULT.equity().size(), json.path("equity").size());
        assertEquals(RESULT.hash(), json.path("hash").textValue());
        assertEquals("ticks", json.path("mode").textValue());
        assertEquals(5, json.path("speed").path("load_ms").intValue());
        assertEquals("2026-01-05T12:00:00.000Z", json.path("made_at").textValue());
        double sum = 0;
        for (JsonNode trade : json.path("trades")) {
            sum += trade.path("result").doubleValue();
        }
        assertEquals(RESULT.statistics().get(Stat.STAT_PROFIT), sum, 1e-6);
    }

    @Test
    void thePageHasTheResultAndTheCandles() {
        JsonNode json = embedded(HtmlReport.of(RESULT, ORIGIN, DATA));
        assertEquals(RESULT.hash(), json.path("hash").textValue());
        assertEquals(RESULT.trades().size(), json.path("trade_count").intValue());
        JsonNode candles = json.path("candles").path("EURUSD");
        assertEquals("M1", candles.path("timeframe").textValue());
        JsonNode first = candles.path("bars").path(0);
        assertEquals(Runs.MONDAY / 1000, first.path(0).longValue());
        assertEquals(DATA.bid(0), first.path(1).doubleValue());
        assertEquals("<b>\u2028</script>", json.path("settings").path("note").textValue());
    }

    @Test
    void thePageFetchesNothingAndCannotBeBrokenOutOf() {
        String page = HtmlReport.of(RESULT, ORIGIN, DATA);
        assertFalse(Pattern.compile("(src|href)\\s*=|@import|url\\(|fetch\\(|XMLHttpRequest|WebSocket")
                .matcher(page)
                .find());
        assertEquals(2, page.split("</script>", -1).length - 1, "only its own two");
        assertFalse(page.contains("@DATA@") || page.contains("@TITLE@"));
    }
}
