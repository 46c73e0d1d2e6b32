package io.tickwire.protocol.bridge;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tickwire.domain.Halt;
import io.tickwire.domain.RiskState;
import io.tickwire.domain.RouterState;
import io.tickwire.domain.message.RiskReport;
import io.tickwire.protocol.json.IsoTime;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Writes risk reports and the router state, for every door that shows them. Pure. */
public final class RiskEncoder {

    private RiskEncoder() {}

    /** The members of a report. */
    public static void members(JsonGenerator out, RiskReport report) throws IOException {
        out.writeStringField("account", report.account());
        if (report.reach() != null) {
            accounts(out, "accounts", report.reach().done());
            accounts(out, "accounts_not_reached", report.reach().missed());
        }
        out.writeStringField("trading_state", report.trading().state().name());
        out.writeStringField("reason", report.trading().reason());
        halt(out, report.memory().halt());
        if (report.figures() != null) {
            figures(out, report.figures());
        }
        memory(out, report.memory());
        out.writeNumberField("signals_in_doubt", report.doubts());
        out.writeNumberField("external_positions_and_orders", report.external());
        out.writeBooleanField("closing", report.memory().halt().closing());
        out.writeNumberField("positions_left", report.left().positions());
        out.writeNumberField("orders_left", report.left().orders());
        out.writeStringField("circuit", report.circuit());
        out.writeBooleanField("durable", report.durable());
        out.writeObjectFieldStart("journal");
        out.writeBooleanField("healthy", report.journal().healthy());
        out.writeStringField("reason", report.journal().reason());
        out.writeEndObject();
    }

    private static void accounts(JsonGenerator out, String field, List<String> accounts) throws IOException {
        out.writeArrayFieldStart(field);
        for (String account : accounts) {
            out.writeString(account);
        }
        out.writeEndArray();
    }

    private static void halt(JsonGenerator out, Halt halt) throws IOException {
        out.writeObjectFieldStart("kill_switch");
        out.writeBooleanField("engaged", halt.engaged());
        if (halt.engaged()) {
            out.writeStringField("state", halt.state().name());
            out.writeStringField("reason", halt.reason());
            out.writeStringField("by", halt.by());
            out.writeStringField("since", IsoTime.format(halt.sinceMsc()));
        }
        out.writeEndObject();
    }

    private static void figures(JsonGenerator out, RiskReport.Figures figures) throws IOException {
        out.writeNumberField("risk_multiplier", figures.multiplier());
        out.writeStringField("tier", figures.tier());
        out.writeNumberField("daily_loss_percent", percent(figures.dailyLossPercent()));
        out.writeNumberField("daily_loss_limit_percent", figures.dailyLossLimit());
        out.writeNumberField("drawdown_percent", percent(figures.drawdownPercent()));
        out.writeNumberField("drawdown_limit_percent", figures.drawdownLimit());
        out.writeNumberField("profit_percent", percent(figures.profitPercent()));
    }

    private static double percent(double value) {
        return Math.rint(value * 1e4) / 1e4;
    }

    private static void memory(JsonGenerator out, RiskState memory) throws IOException {
        out.writeObjectFieldStart("day");
        out.writeStringField("date", memory.day());
        out.writeNumberField("start_equity", memory.dayStartEquity());
        out.writeNumberField("trades", memory.tradesToday());
        out.writeNumberField("realised", memory.realisedToday());
        out.writeEndObject();
        out.writeNumberField("high_water_mark", memory.highWaterMark());
        out.writeNumberField("loss_streak", memory.lossStreak());
        out.writeNumberField("trading_days", memory.tradingDays());
        out.writeObjectFieldStart("multipliers");
        for (Map.Entry<String, Double> own : memory.multipliers().entrySet()) {
            out.writeNumberField(own.getKey(), own.getValue());
        }
        out.writeEndObject();
    }

    /** The members of the router state. */
    public static void members(JsonGenerator out, RouterState router) throws IOException {
        out.writeStringField("regime", router.regime());
        out.writeArrayFieldStart("active_bots");
        for (String bot : router.activeBots()) {
            out.writeString(bot);
        }
        out.writeEndArray();
        out.writeNumberField("risk_mandate", router.riskMandate());
        out.writeNumberField("last_tick_msc", router.lastTickMsc());
        out.writeStringField("last_tick_time", router.lastTickMsc() == 0 ? "" : IsoTime.format(router.lastTickMsc()));
        out.writeStringField("updated", router.updatedMsc() == 0 ? "" : IsoTime.format(router.updatedMsc()));
        out.writeStringField("updated_by", router.updatedBy());
    }
}
