package io.tickwire.protocol.bridge;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tickwire.domain.AccountSnapshot;
import io.tickwire.domain.Bar;
import io.tickwire.domain.Execution;
import io.tickwire.domain.OrderTag;
import io.tickwire.domain.Position;
import io.tickwire.domain.RawTick;
import io.tickwire.domain.message.AccountEvent;
import io.tickwire.domain.message.ExecutionEvent;
import io.tickwire.domain.message.HealthReport;
import io.tickwire.domain.message.PositionsEvent;
import io.tickwire.protocol.json.IsoTime;
import io.tickwire.protocol.json.Json;
import java.io.IOException;
import java.util.Locale;

/** Writes the channel events of the bridge profile, and the objects that REST shows too. Pure. */
public final class EventEncoder {

    private EventEncoder() {}

    public static String account(AccountEvent event) {
        return event("account", event.seq(), event.epoch(), event.timeMsc(), out -> {
            out.writeStringField("account", event.account());
            accountMembers(out, event.snapshot());
        });
    }

    /** The members of an account that events and REST share. */
    public static void accountMembers(JsonGenerator out, AccountSnapshot account) throws IOException {
        out.writeStringField("login", account.login());
        out.writeStringField("name", account.name());
        out.writeStringField("server", account.server());
        out.writeStringField("company", account.company());
        out.writeStringField("currency", account.currency());
        out.writeNumberField("leverage", account.leverage());
        out.writeStringField("trade_mode", lower(account.tradeMode()));
        out.writeStringField("margin_mode", lower(account.marginMode()));
        money(out, account);
    }

    static void money(JsonGenerator out, AccountSnapshot account) throws IOException {
        out.writeNumberField("balance", account.balance());
        out.writeNumberField("equity", account.equity());
        out.writeNumberField("margin", account.margin());
        out.writeNumberField("free_margin", account.freeMargin());
        out.writeNumberField("margin_level", account.marginLevel());
        out.writeNumberField("profit", account.profit());
    }

    public static String positions(PositionsEvent event) {
        return event("positions", event.seq(), event.epoch(), event.timeMsc(), out -> {
            out.writeStringField("account", event.account());
            out.writeArrayFieldStart("positions");
            for (Position position : event.positions()) {
                out.writeStartObject();
                positionMembers(out, position);
                out.writeEndObject();
            }
            out.writeEndArray();
        });
    }

    /** The members of a position that events and REST share. */
    public static void positionMembers(JsonGenerator out, Position position) throws IOException {
        out.writeNumberField("ticket", position.ticket());
        out.writeStringField("symbol", position.symbol());
        out.writeStringField("type", lower(position.side()));
        out.writeNumberField("volume", position.volume());
        out.writeNumberField("open_price", position.openPrice());
        out.writeStringField("open_time", IsoTime.format(position.openTimeMsc()));
        out.writeNumberField("stop_loss", position.stopLoss());
        out.writeNumberField("take_profit", position.takeProfit());
        out.writeNumberField("current_price", position.currentPrice());
        out.writeNumberField("profit", position.profit());
        out.writeNumberField("swap", position.swap());
        out.writeNumberField("magic", position.magic());
        out.writeStringField("comment", position.comment());
        if (OrderTag.isExternal(position.comment())) {
            out.writeBooleanField("external", true);
        }
    }

    public static String execution(ExecutionEvent event) {
        return event("execution", event.seq(), event.epoch(), event.timeMsc(), out -> {
            out.writeStringField("account", event.account());
            if (event.signalId() != null) {
                out.writeStringField("signal_id", event.signalId().toString());
                out.writeStringField("action", event.action().name());
            }
            out.writeStringField("status", event.status());
            out.writeStringField("symbol", event.symbol());
            if (event.execution() != null) {
                executed(out, event.execution());
            }
            if (event.refusal() != null) {
                out.writeStringField("error", event.refusal().message());
                out.writeObjectFieldStart("details");
                out.writeStringField("error_code", event.refusal().code().name());
                Json.members(out, event.refusal().details());
                out.writeEndObject();
            }
        });
    }

    static void executed(JsonGenerator out, Execution execution) throws IOException {
        out.writeStringField("order_id", Long.toString(execution.orderId()));
        out.writeStringField("position_id", Long.toString(execution.positionId()));
        out.writeStringField("type", execution.type());
        out.writeNumberField("price", execution.price());
        out.writeNumberField("volume", execution.volume());
        out.writeNumberField("profit", execution.profit());
        out.writeStringField("execution_time", IsoTime.format(execution.timeMsc()));
        out.writeNumberField("retcode", execution.retcode());
    }

    /** A closed bar. {@code seq} and {@code epoch} are the sending edge's. */
    public static String bar(Bar bar, long seq, long epoch, long nowMsc) {
        return event("bar", seq, epoch, nowMsc, out -> {
            out.writeStringField("symbol", bar.symbol());
            out.writeStringField("tf", bar.timeframe().name());
            barMembers(out, bar);
        });
    }

    /** The members of a tick in a list. */
    public static void tickMembers(JsonGenerator out, RawTick tick) throws IOException {
        out.writeStringField("time", IsoTime.format(tick.timeMsc()));
        out.writeNumberField("time_msc", tick.timeMsc());
        out.writeNumberField("bid", tick.bid());
        out.writeNumberField("ask", tick.ask());
        out.writeNumberField("last", tick.last());
        out.writeNumberField("volume", tick.volume());
        out.writeNumberField("flags", tick.flags());
    }

    /** The members of a bar that lists and events share. */
    public static void barMembers(JsonGenerator out, Bar bar) throws IOException {
        out.writeStringField("time", IsoTime.format(bar.timeMsc()));
        out.writeNumberField("time_msc", bar.timeMsc());
        out.writeNumberField("open", bar.open());
        out.writeNumberField("high", bar.high());
        out.writeNumberField("low", bar.low());
        out.writeNumberField("close", bar.close());
        out.writeNumberField("tick_volume", bar.tickVolume());
        out.writeBooleanField("closed", bar.closed());
    }

    public static String health(HealthReport report, long seq, long epoch, long nowMsc) {
        return event("health", seq, epoch, nowMsc, out -> {
            out.writeStringField("component", report.component());
            out.writeStringField("level", lower(report.level()));
            out.writeStringField("reason", report.reason());
        });
    }

    private static String event(String type, long seq, long epoch, long timeMsc, Json.Body data) {
        return Json.object(out -> {
            out.writeStringField("type", type);
            out.writeNumberField("seq", seq);
            out.writeNumberField("epoch", epoch);
            out.writeStringField("timestamp", IsoTime.format(timeMsc));
            out.writeObjectFieldStart("data");
            data.write(out);
            out.writeEndObject();
        });
    }

    private static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }
}
