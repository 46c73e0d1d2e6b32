package io.tickwire.protocol.terminal;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tickwire.domain.Deal;
import io.tickwire.domain.Filling;
import io.tickwire.domain.HistoryOrder;
import io.tickwire.domain.OrderState;
import io.tickwire.domain.OrderTime;
import io.tickwire.domain.OrderType;
import io.tickwire.domain.PendingOrder;
import io.tickwire.domain.Position;
import io.tickwire.domain.Side;
import io.tickwire.protocol.json.FieldReader;
import java.io.IOException;
import java.util.Locale;

/** Positions, orders and deals as JSON, both ways. Pure. */
final class BookJson {
    private static final int MAX_COMMENT = 256;

    private BookJson() {}

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    static String symbol(FieldReader in) {
        return in.requiredText("symbol", SpecJson.MAX_NAME);
    }

    static long ticket(FieldReader in, String field) {
        return in.integer(field, 0, Long.MAX_VALUE);
    }

    static long time(FieldReader in, String field) {
        return in.integer(field, 0, Long.MAX_VALUE);
    }

    static double price(FieldReader in, String field) {
        return in.number(field, 0, Double.MAX_VALUE, "float >= 0");
    }

    static double optionalPrice(FieldReader in, String field) {
        return in.optionalNotNegative(field, 0);
    }

    static String comment(FieldReader in) {
        return in.optionalText("comment", MAX_COMMENT, "");
    }

    private static long magic(FieldReader in) {
        return in.optionalInteger("magic", Long.MIN_VALUE, Long.MAX_VALUE, 0);
    }

    static Position position(FieldReader in) {
        return new Position(
                ticket(in, "position"),
                symbol(in),
                in.word("side", Side.class),
                in.positive("volume"),
                price(in, "price_open"),
                time(in, "time_msc"),
                optionalPrice(in, "stop_loss"),
                optionalPrice(in, "take_profit"),
                optionalPrice(in, "price_current"),
                in.optionalNumber("profit", 0),
                in.optionalNumber("swap", 0),
                magic(in),
                comment(in));
    }

    static void write(JsonGenerator out, Position position) throws IOException {
        out.writeStartObject();
        out.writeNumberField("position", position.ticket());
        out.writeStringField("symbol", position.symbol());
        out.writeStringField("side", word(position.side()));
        out.writeNumberField("volume", position.volume());
        out.writeNumberField("price_open", position.openPrice());
        out.writeNumberField("time_msc", position.openTimeMsc());
        out.writeNumberField("stop_loss", position.stopLoss());
        out.writeNumberField("take_profit", position.takeProfit());
        out.writeNumberField("price_current", position.currentPrice());
        out.writeNumberField("profit", position.profit());
        out.writeNumberField("swap", position.swap());
        out.writeNumberField("magic", position.magic());
        out.writeStringField("comment", position.comment());
        out.writeEndObject();
    }

    static PendingOrder order(FieldReader in) {
        long ticket = ticket(in, "order");
        String symbol = symbol(in);
        OrderType type = in.word("order_type", OrderType.class);
        double volume = in.positive("volume");
        double price = price(in, "price");
        long time = time(in, "time_msc");
        OrderTime life = in.optionalWord("order_time", OrderTime.class, OrderTime.GTC);
        return in.make(
                "order",
                () -> new PendingOrder(
                        ticket,
                        symbol,
                        type,
                        volume,
                        price,
                        optionalPrice(in, "stop_limit_price"),
                        optionalPrice(in, "stop_loss"),
                        optionalPrice(in, "take_profit"),
                        time,
                        life,
                        in.optionalInteger("expiration_msc", 0, Long.MAX_VALUE, 0),
                        magic(in),
                        comment(in)));
    }

    static void write(JsonGenerator out, PendingOrder order) throws IOException {
        out.writeStartObject();
        out.writeNumberField("order", order.ticket());
        out.writeStringField("symbol", order.symbol());
        out.writeStringField("order_type", word(order.type()));
        out.writeNumberField("volume", order.volume());
        out.writeNumberField("price", order.price());
        out.writeNumberField("stop_limit_price", order.stopLimitPrice());
        out.writeNumberField("stop_loss", order.stopLoss());
        out.writeNumberField("take_profit", order.takeProfit());
        out.writeNumberField("time_msc", order.timeMsc());
        out.writeStringField("order_time", word(order.orderTime()));
        out.writeNumberField("expiration_msc", order.expirationMsc());
        out.writeNumberField("magic", order.magic());
        out.writeStringField("comment", order.comment());
        out.writeEndObject();
    }

    static HistoryOrder done(FieldReader in) {
        long ticket = ticket(in, "order");
        String symbol = symbol(in);
        OrderType type = in.word("order_type", OrderType.class);
        OrderState state = in.word("state", OrderState.class);
        double volume = in.number("volume", 0, Double.MAX_VALUE, "float >= 0");
        long setup = time(in, "time_setup_msc");
        long done = time(in, "time_done_msc");
        return in.make(
                "order",
                () -> new HistoryOrder(
                        ticket,
                        symbol,
                        type,
                        state,
                        in.optionalWord("filling", Filling.class, null),
                        in.optionalWord("order_time", OrderTime.class, OrderTime.GTC),
                        volume,
                        optionalPrice(in, "volume_remaining"),
                        optionalPrice(in, "price"),
                        optionalPrice(in, "stop_limit_price"),
                        optionalPrice(in, "stop_loss"),
                        optionalPrice(in, "take_profit"),
                        setup,
                        done,
                        in.optionalInteger("expiration_msc", 0, Long.MAX_VALUE, 0),
                        in.optionalInteger("position", 0, Long.MAX_VALUE, 0),
                        magic(in),
                        comment(in)));
    }

    static void write(JsonGenerator out, HistoryOrder order) throws IOException {
        out.writeStartObject();
        out.writeNumberField("order", order.ticket());
        out.writeStringField("symbol", order.symbol());
        out.writeStringField("order_type", word(order.type()));
        out.writeStringField("state", word(order.state()));
        if (order.filling() != null) {
            out.writeStringField("filling", word(order.filling()));
        }
        if (order.orderTime() != null) {
            out.writeStringField("order_time", word(order.orderTime()));
        }
        out.writeNumberField("volume", order.initialVolume());
        out.writeNumberField("volume_remaining", order.remainingVolume());
        out.writeNumberField("price", order.price());
        out.writeNumberField("stop_limit_price", order.stopLimitPrice());
        out.writeNumberField("stop_loss", order.stopLoss());
        out.writeNumberField("take_profit", order.takeProfit());
        out.writeNumberField("time_setup_msc", order.setupMsc());
        out.writeNumberField("time_done_msc", order.doneMsc());
        out.writeNumberField("expiration_msc", order.expirationMsc());
        out.writeNumberField("position", order.positionId());
        out.writeNumberField("magic", order.magic());
        out.writeStringField("comment", order.comment());
        out.writeEndObject();
    }

    static Deal deal(FieldReader in) {
        return new Deal(
                ticket(in, "deal"),
                ticket(in, "order"),
                ticket(in, "position"),
                symbol(in),
                in.word("side", Side.class),
                in.word("entry", Deal.Entry.class),
                in.optionalWord("reason", Deal.Reason.class, Deal.Reason.CLIENT),
                in.positive("volume"),
                price(in, "price"),
                in.optionalNumber("profit", 0),
                in.optionalNumber("commission", 0),
                in.optionalNumber("swap", 0),
                time(in, "time_msc"),
                magic(in),
                comment(in));
    }

    /** Writes the members of a deal; the caller opens and closes the object. */
    static void members(JsonGenerator out, Deal deal) throws IOException {
        out.writeNumberField("deal", deal.ticket());
        out.writeNumberField("order", deal.order());
        out.writeNumberField("position", deal.positionId());
        out.writeStringField("symbol", deal.symbol());
        out.writeStringField("side", word(deal.side()));
        out.writeStringField("entry", word(deal.entry()));
        out.writeStringField("reason", word(deal.reason()));
        out.writeNumberField("volume", deal.volume());
        out.writeNumberField("price", deal.price());
        out.writeNumberField("profit", deal.profit());
        out.writeNumberField("commission", deal.commission());
        out.writeNumberField("swap", deal.swap());
        out.writeNumberField("time_msc", deal.timeMsc());
        out.writeNumberField("magic", deal.magic());
        out.writeStringField("comment", deal.comment());
    }
}
