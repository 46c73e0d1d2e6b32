package io.tickwire.protocol.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tickwire.domain.Deal;
import io.tickwire.domain.PendingOrder;
import io.tickwire.domain.SymbolSpec;
import io.tickwire.protocol.bridge.SignalPolicy;
import io.tickwire.protocol.json.IsoTime;
import java.io.IOException;
import java.util.Locale;

/** Writes the rows of the REST API's lists. Pure. */
public final class RestEncoder {

    private RestEncoder() {}

    /** One row of a list. */
    @FunctionalInterface
    public interface Row<T> {
        void write(JsonGenerator out, T row) throws IOException;
    }

    /** A list of rows under a name, and the cursor of the next page unless it is empty. */
    public static <T> void list(JsonGenerator out, String name, Iterable<T> rows, String next, Row<T> row)
            throws IOException {
        out.writeArrayFieldStart(name);
        for (T each : rows) {
            out.writeStartObject();
            row.write(out, each);
            out.writeEndObject();
        }
        out.writeEndArray();
        if (!next.isEmpty()) {
            out.writeStringField("next_cursor", next);
        }
    }

    /** Volumes are those that an order may really have: the symbol's, inside what this bridge accepts. */
    public static void symbol(JsonGenerator out, String stream, SymbolSpec spec, SignalPolicy policy)
            throws IOException {
        out.writeStringField("name", stream);
        out.writeStringField("description", spec.description());
        out.writeNumberField("digits", spec.digits());
        out.writeNumberField("point", spec.point());
        out.writeNumberField("contract_size", spec.contractSize());
        out.writeNumberField("volume_min", Math.max(spec.volume().min(), policy.minVolume()));
        out.writeNumberField("volume_max", Math.min(spec.volume().max(), policy.maxVolume()));
        out.writeNumberField("volume_step", spec.volume().step());
        out.writeStringField("currency_base", spec.currencies().base());
        out.writeStringField("currency_profit", spec.currencies().profit());
        out.writeStringField("currency_margin", spec.currencies().margin());
        out.writeNumberField("stops_level", spec.stopsLevel());
        out.writeNumberField("freeze_level", spec.freezeLevel());
    }

    public static void order(JsonGenerator out, PendingOrder order) throws IOException {
        out.writeNumberField("ticket", order.ticket());
        out.writeStringField("symbol", order.symbol());
        out.writeStringField("type", order.type().wire());
        out.writeNumberField("volume", order.volume());
        out.writeNumberField("price", order.price());
        out.writeNumberField("stop_limit_price", order.stopLimitPrice());
        out.writeNumberField("stop_loss", order.stopLoss());
        out.writeNumberField("take_profit", order.takeProfit());
        out.writeStringField("time", IsoTime.format(order.timeMsc()));
        if (order.expirationMsc() == 0) {
            out.writeNullField("expiration");
        } else {
            out.writeStringField("expiration", IsoTime.format(order.expirationMsc()));
        }
        out.writeNumberField("magic", order.magic());
        out.writeStringField("comment", order.comment());
    }

    public static void deal(JsonGenerator out, Deal deal) throws IOException {
        out.writeNumberField("ticket", deal.ticket());
        out.writeNumberField("order", deal.order());
        out.writeNumberField("position_id", deal.positionId());
        out.writeStringField("symbol", deal.symbol());
        out.writeStringField("type", lower(deal.side()));
        out.writeStringField("entry", lower(deal.entry()));
        out.writeStringField("reason", lower(deal.reason()));
        out.writeNumberField("volume", deal.volume());
        out.writeNumberField("price", deal.price());
        out.writeNumberField("profit", deal.profit());
        out.writeNumberField("commission", deal.commission());
        out.writeNumberField("swap", deal.swap());
        out.writeStringField("time", IsoTime.format(deal.timeMsc()));
        out.writeNumberField("time_msc", deal.timeMsc());
        out.writeNumberField("magic", deal.magic());
        out.writeStringField("comment", deal.comment());
    }

    private static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }
}
