package io.tickwire.backtest.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tickwire.backtest.BacktestResult;
import io.tickwire.backtest.RunPlan;
import io.tickwire.backtest.stats.EquityPoint;
import io.tickwire.backtest.stats.Stat;
import io.tickwire.backtest.stats.Trade;
import io.tickwire.config.SimulatedConfig;
import io.tickwire.protocol.json.IsoTime;
import io.tickwire.protocol.json.Json;
import io.tickwire.terminal.simulated.PaperSpecs;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A result as JSON; statistics under MetaTrader's names. Pure. */
public final class ResultJson {
    private static final double NANOS_PER_MS = 1e6;

    private ResultJson() {}

    /** One object with everything. */
    public static String of(BacktestResult result, Origin origin) {
        return Json.object(out -> write(out, result, origin, Integer.MAX_VALUE));
    }

    /** @param mostTrades of which are written; the count is of all */
    static void write(JsonGenerator out, BacktestResult result, Origin origin, int mostTrades) throws IOException {
        Json.members(out, head(result, origin));
        out.writeObjectFieldStart("statistics");
        for (Map.Entry<Stat, Double> stat : result.statistics().values().entrySet()) {
            out.writeNumberField(stat.getKey().name(), stat.getValue());
        }
        out.writeEndObject();
        out.writeArrayFieldStart("trades");
        for (Trade trade :
                result.trades().subList(0, Math.min(mostTrades, result.trades().size()))) {
            trade(out, trade);
        }
        out.writeEndArray();
        out.writeArrayFieldStart("equity");
        for (EquityPoint point : result.equity()) {
            out.writeStartArray();
            out.writeNumber(point.timeMsc());
            out.writeNumber(point.balance());
            out.writeNumber(point.equity());
            out.writeNumber(point.least());
            out.writeEndArray();
        }
        out.writeEndArray();
    }

    private static Map<String, Object> head(BacktestResult result, Origin origin) {
        RunPlan plan = result.plan();
        Map<String, Object> head = new LinkedHashMap<>();
        head.put("made_by", origin.madeBy());
        head.put("made_at", IsoTime.format(origin.madeMsc()));
        head.put("strategy", plan.strategyId());
        head.put("version", plan.version());
        head.put("settings", plan.settings());
        head.put("mode", plan.mode().wire());
        head.put("timeframes", plan.timeframes());
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("sources", origin.sources());
        data.put("symbols", result.symbols());
        SimulatedConfig account = plan.terms().applyTo(plan.account());
        Map<String, Object> digits = new LinkedHashMap<>();
        result.symbols()
                .forEach(symbol ->
                        digits.put(symbol, PaperSpecs.spec(account, symbol).digits()));
        data.put("digits", digits);
        data.put("from", IsoTime.format(result.firstMsc()));
        data.put("to", IsoTime.format(result.lastMsc()));
        data.put("ticks", origin.loadedTicks());
        data.put("ticks_left_out", origin.leftOut());
        data.put("ticks_run", result.ticks());
        head.put("data", data);
        head.put("account", account(plan));
        head.put("hash", result.hash());
        head.put("orders", result.orders());
        head.put("orders_refused", result.refused());
        head.put("faults", result.faultCount());
        head.put("first_faults", result.faults());
        Map<String, Object> speed = new LinkedHashMap<>();
        speed.put("load_ms", Math.round(origin.loadNanos() / NANOS_PER_MS));
        speed.put("run_ms", Math.round(result.tookNanos() / NANOS_PER_MS));
        speed.put("ticks_per_second", Math.round(result.ticksPerSecond()));
        head.put("speed", speed);
        return head;
    }

    /** The account and what trading on it costs. */
    static Map<String, Object> account(RunPlan plan) {
        SimulatedConfig account = plan.terms().applyTo(plan.account());
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("currency", account.currency());
        values.put("deposit", account.balance());
        values.put("leverage", account.leverage());
        values.put("margin_mode", account.marginMode().name().toLowerCase(Locale.ROOT));
        values.put("stop_out_percent", account.stopOut());
        values.put("commission_per_lot", account.commission().perLot());
        values.put("commission_per_deal", account.commission().perDeal());
        values.put("commission_side", account.commission().side().name().toLowerCase(Locale.ROOT));
        values.put(
                "spread_points",
                plan.terms().spreadPoints() < 0
                        ? "as in the data"
                        : plan.terms().spreadPoints());
        values.put("deviation_points", plan.terms().deviationPoints());
        values.put("latency_ms_least", account.faults().latencyMin().toMillis());
        values.put("latency_ms_median", account.faults().latencyMedian().toMillis());
        values.put("latency_ms_most", account.faults().latencyMax().toMillis());
        values.put("seed", account.faults().seed());
        values.put("swap", swaps(account));
        return values;
    }

    private static List<Map<String, Object>> swaps(SimulatedConfig account) {
        return account.specs().stream()
                .map(spec -> {
                    Map<String, Object> swap = new LinkedHashMap<>();
                    swap.put("symbol", spec.name());
                    swap.put("long_points", spec.swapLong());
                    swap.put("short_points", spec.swapShort());
                    return swap;
                })
                .toList();
    }

    private static void trade(JsonGenerator out, Trade trade) throws IOException {
        out.writeStartObject();
        out.writeNumberField("position", trade.position());
        out.writeStringField("symbol", trade.symbol());
        out.writeStringField("side", trade.side().name().toLowerCase(Locale.ROOT));
        out.writeNumberField("lots", trade.lots());
        out.writeNumberField("open_time", trade.openMsc());
        out.writeNumberField("open_price", round(trade.openPrice(), 1e8));
        out.writeNumberField("close_time", trade.closeMsc());
        out.writeNumberField("close_price", trade.closePrice());
        out.writeNumberField("profit", trade.profit());
        out.writeNumberField("costs", round(trade.costs(), 1e8));
        out.writeNumberField("result", trade.result());
        out.writeStringField("reason", trade.reason().name().toLowerCase(Locale.ROOT));
        out.writeStringField("comment", trade.comment());
        out.writeEndObject();
    }

    private static double round(double value, double unit) {
        return Math.rint(value * unit) / unit + 0.0;
    }
}
