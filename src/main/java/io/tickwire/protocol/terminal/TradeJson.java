package io.tickwire.protocol.terminal;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tickwire.domain.Filling;
import io.tickwire.domain.OrderTime;
import io.tickwire.domain.OrderType;
import io.tickwire.domain.TradeRequest;
import io.tickwire.domain.TradeRequest.CancelOrder;
import io.tickwire.domain.TradeRequest.CloseBy;
import io.tickwire.domain.TradeRequest.ClosePosition;
import io.tickwire.domain.TradeRequest.ModifyOrder;
import io.tickwire.domain.TradeRequest.ModifyPosition;
import io.tickwire.domain.TradeRequest.OpenMarket;
import io.tickwire.domain.TradeRequest.PlacePending;
import io.tickwire.protocol.json.FieldReader;
import java.io.IOException;

/** Instructions as JSON, both ways; the message's type says which one it is. Pure. */
final class TradeJson {
    static final String SEND = "order_send";
    static final String CHECK = "order_check";
    static final String MODIFY = "order_modify";
    static final String CANCEL = "order_cancel";
    static final String CLOSE = "position_close";
    static final String MODIFY_POSITION = "position_modify";
    static final String CLOSE_BY = "position_close_by";
    /** MetaTrader keeps so many characters of an order's comment. */
    static final int MAX_COMMENT = 31;

    private static final int MAX_DEVIATION = 1_000_000;

    private TradeJson() {}

    static String type(TradeRequest order) {
        if (order instanceof ModifyOrder) {
            return MODIFY;
        }
        if (order instanceof CancelOrder) {
            return CANCEL;
        }
        if (order instanceof ClosePosition) {
            return CLOSE;
        }
        if (order instanceof ModifyPosition) {
            return MODIFY_POSITION;
        }
        return order instanceof CloseBy ? CLOSE_BY : SEND;
    }

    /** The instruction of a message of this type, null when a field is wrong. */
    static TradeRequest read(String type, FieldReader in) {
        String tag = in.optionalText("tag", MAX_COMMENT, "");
        return switch (type) {
            case MODIFY ->
                new ModifyOrder(
                        tag,
                        BookJson.ticket(in, "order"),
                        BookJson.price(in, "price"),
                        BookJson.optionalPrice(in, "stop_limit_price"),
                        BookJson.optionalPrice(in, "stop_loss"),
                        BookJson.optionalPrice(in, "take_profit"),
                        in.optionalWord("order_time", OrderTime.class, OrderTime.GTC),
                        in.optionalInteger("expiration_msc", 0, Long.MAX_VALUE, 0));
            case CANCEL -> new CancelOrder(tag, BookJson.ticket(in, "order"));
            case CLOSE ->
                new ClosePosition(
                        tag,
                        BookJson.ticket(in, "position"),
                        in.positive("volume"),
                        BookJson.optionalPrice(in, "price"),
                        deviation(in));
            case MODIFY_POSITION ->
                new ModifyPosition(
                        tag,
                        BookJson.ticket(in, "position"),
                        BookJson.optionalPrice(in, "stop_loss"),
                        BookJson.optionalPrice(in, "take_profit"));
            case CLOSE_BY -> new CloseBy(tag, BookJson.ticket(in, "position"), BookJson.ticket(in, "position_by"));
            default -> send(tag, in);
        };
    }

    private static int deviation(FieldReader in) {
        return (int) in.optionalInteger("deviation", 0, MAX_DEVIATION, 0);
    }

    private static TradeRequest send(String tag, FieldReader in) {
        OrderType type = in.word("order_type", OrderType.class);
        if (type == OrderType.CLOSE_BY) {
            in.wrong("order_type", "a market or pending type");
        }
        if (!in.ok()) {
            return null;
        }
        return type.pending() ? pending(tag, type, in) : market(tag, type, in);
    }

    private static TradeRequest market(String tag, OrderType type, FieldReader in) {
        return new OpenMarket(
                tag,
                BookJson.symbol(in),
                type.side(),
                in.positive("volume"),
                BookJson.optionalPrice(in, "price"),
                BookJson.optionalPrice(in, "stop_loss"),
                BookJson.optionalPrice(in, "take_profit"),
                deviation(in),
                in.optionalWord("filling", Filling.class, null),
                in.optionalInteger("magic", Long.MIN_VALUE, Long.MAX_VALUE, 0),
                in.optionalText("comment", MAX_COMMENT, ""));
    }

    private static TradeRequest pending(String tag, OrderType type, FieldReader in) {
        return new PlacePending(
                tag,
                BookJson.symbol(in),
                type,
                in.positive("volume"),
                in.positive("price"),
                BookJson.optionalPrice(in, "stop_limit_price"),
                BookJson.optionalPrice(in, "stop_loss"),
                BookJson.optionalPrice(in, "take_profit"),
                in.optionalWord("order_time", OrderTime.class, OrderTime.GTC),
                in.optionalInteger("expiration_msc", 0, Long.MAX_VALUE, 0),
                in.optionalInteger("magic", Long.MIN_VALUE, Long.MAX_VALUE, 0),
                in.optionalText("comment", MAX_COMMENT, ""));
    }

    static void write(JsonGenerator out, TradeRequest order) throws IOException {
        out.writeStringField("tag", shortened(order.tag()));
        if (order instanceof OpenMarket open) {
            write(out, open);
        } else if (order instanceof PlacePending place) {
            write(out, place);
        } else if (order instanceof ModifyOrder modify) {
            write(out, modify);
        } else if (order instanceof CancelOrder cancel) {
            out.writeNumberField("order", cancel.ticket());
        } else if (order instanceof ClosePosition close) {
            out.writeNumberField("position", close.ticket());
            out.writeNumberField("volume", close.volume());
            out.writeNumberField("price", close.price());
            out.writeNumberField("deviation", close.deviationPoints());
        } else if (order instanceof CloseBy closeBy) {
            out.writeNumberField("position", closeBy.ticket());
            out.writeNumberField("position_by", closeBy.oppositeTicket());
        } else if (order instanceof ModifyPosition modify) {
            out.writeNumberField("position", modify.ticket());
            stops(out, modify.stopLoss(), modify.takeProfit());
        }
    }

    private static void write(JsonGenerator out, OpenMarket open) throws IOException {
        out.writeStringField("symbol", open.symbol());
        out.writeStringField("order_type", BookJson.word(open.side()));
        out.writeNumberField("volume", open.volume());
        out.writeNumberField("price", open.price());
        stops(out, open.stopLoss(), open.takeProfit());
        out.writeNumberField("deviation", open.deviationPoints());
        if (open.filling() != null) {
            out.writeStringField("filling", BookJson.word(open.filling()));
        }
        out.writeNumberField("magic", open.magic());
        out.writeStringField("comment", shortened(open.comment()));
    }

    private static void write(JsonGenerator out, PlacePending place) throws IOException {
        out.writeStringField("symbol", place.symbol());
        out.writeStringField("order_type", BookJson.word(place.type()));
        out.writeNumberField("volume", place.volume());
        out.writeNumberField("price", place.price());
        out.writeNumberField("stop_limit_price", place.stopLimitPrice());
        stops(out, place.stopLoss(), place.takeProfit());
        life(out, place.orderTime(), place.expirationMsc());
        out.writeNumberField("magic", place.magic());
        out.writeStringField("comment", shortened(place.comment()));
    }

    private static void write(JsonGenerator out, ModifyOrder modify) throws IOException {
        out.writeNumberField("order", modify.ticket());
        out.writeNumberField("price", modify.price());
        out.writeNumberField("stop_limit_price", modify.stopLimitPrice());
        stops(out, modify.stopLoss(), modify.takeProfit());
        life(out, modify.orderTime(), modify.expirationMsc());
    }

    private static void stops(JsonGenerator out, double stopLoss, double takeProfit) throws IOException {
        out.writeNumberField("stop_loss", stopLoss);
        out.writeNumberField("take_profit", takeProfit);
    }

    private static void life(JsonGenerator out, OrderTime orderTime, long expirationMsc) throws IOException {
        out.writeStringField("order_time", BookJson.word(orderTime));
        out.writeNumberField("expiration_msc", expirationMsc);
    }

    private static String shortened(String text) {
        return text.length() <= MAX_COMMENT ? text : text.substring(0, MAX_COMMENT);
    }
}
