package io.tickwire.protocol.terminal;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tickwire.domain.Bar;
import io.tickwire.domain.Timeframe;
import io.tickwire.protocol.json.FieldReader;
import io.tickwire.protocol.terminal.LinkMessage.Reply;
import java.io.IOException;
import java.util.List;

/** Replies as JSON, both ways. Pure. */
final class ReplyJson {
    private static final int MAX_ID = 64;
    private static final int MAX_COMMENT = 256;
    private static final int MAX_RETCODE = 99_999;

    private ReplyJson() {}

    /** Writes one element of a list. */
    @FunctionalInterface
    interface ElementWriter<T> {
        void write(JsonGenerator out, T element) throws IOException;
    }

    static <T> void list(JsonGenerator out, String field, List<T> elements, ElementWriter<T> writer)
            throws IOException {
        out.writeArrayFieldStart(field);
        for (T element : elements) {
            writer.write(out, element);
        }
        out.writeEndArray();
    }

    static Reply read(FieldReader in) {
        return new Reply(
                in.requiredText("request_id", MAX_ID),
                (int) in.integer("retcode", 0, MAX_RETCODE),
                in.optionalText("comment", MAX_COMMENT, ""),
                in.optionalInteger("order", 0, Long.MAX_VALUE, 0),
                in.optionalInteger("deal", 0, Long.MAX_VALUE, 0),
                in.optionalInteger("position", 0, Long.MAX_VALUE, 0),
                BookJson.optionalPrice(in, "price"),
                BookJson.optionalPrice(in, "volume"),
                in.optionalNumber("profit", 0),
                in.optionalInteger("time_msc", 0, Long.MAX_VALUE, 0),
                answer(in));
    }

    private static Answer answer(FieldReader in) {
        if (in.has("required_margin")) {
            return new Answer.Margin(in.number("required_margin"), in.number("free_margin"));
        }
        if (in.has("positions")) {
            return new Answer.Positions(in.objects("positions", BookJson::position), in.optionalFlag("more", false));
        }
        if (in.has("orders")) {
            return new Answer.Orders(in.objects("orders", BookJson::order), in.optionalFlag("more", false));
        }
        if (in.has("deals")) {
            return new Answer.Deals(in.objects("deals", BookJson::deal), in.optionalFlag("more", false));
        }
        if (in.has("orders_history")) {
            return new Answer.OrdersHistory(
                    in.objects("orders_history", BookJson::done), in.optionalFlag("more", false));
        }
        if (in.has("symbols")) {
            return new Answer.Symbols(in.objects("symbols", SpecJson::read));
        }
        if (in.has("ticks")) {
            return new Answer.Ticks(in.rows("ticks", PriceJson.TICK, PriceJson::tick));
        }
        return in.has("rates") ? rates(in) : new Answer.None();
    }

    private static Answer rates(FieldReader in) {
        String symbol = BookJson.symbol(in);
        Timeframe timeframe = in.word("timeframe", Timeframe.class);
        return new Answer.Rates(in.rows("rates", PriceJson.RATE, row -> PriceJson.bar(row, symbol, timeframe)));
    }

    static void write(JsonGenerator out, Reply reply) throws IOException {
        out.writeStringField("request_id", reply.requestId());
        out.writeNumberField("retcode", reply.retcode());
        out.writeStringField("comment", reply.comment());
        if (reply.order() != 0 || reply.deal() != 0) {
            out.writeNumberField("order", reply.order());
            out.writeNumberField("deal", reply.deal());
            out.writeNumberField("position", reply.position());
            out.writeNumberField("price", reply.price());
            out.writeNumberField("volume", reply.volume());
            out.writeNumberField("profit", reply.profit());
        }
        if (reply.timeMsc() != 0) {
            out.writeNumberField("time_msc", reply.timeMsc());
        }
        write(out, reply.answer());
    }

    private static void write(JsonGenerator out, Answer answer) throws IOException {
        if (answer instanceof Answer.Margin margin) {
            out.writeNumberField("required_margin", margin.required());
            out.writeNumberField("free_margin", margin.free());
        } else if (answer instanceof Answer.Symbols symbols) {
            list(out, "symbols", symbols.symbols(), SpecJson::write);
        } else if (answer instanceof Answer.Rates rates) {
            write(out, rates);
        } else {
            pages(out, answer);
        }
    }

    private static void pages(JsonGenerator out, Answer answer) throws IOException {
        if (answer instanceof Answer.Positions positions) {
            list(out, "positions", positions.positions(), BookJson::write);
            out.writeBooleanField("more", positions.more());
        } else if (answer instanceof Answer.Orders orders) {
            list(out, "orders", orders.orders(), BookJson::write);
            out.writeBooleanField("more", orders.more());
        } else if (answer instanceof Answer.Deals deals) {
            list(out, "deals", deals.deals(), (json, deal) -> {
                json.writeStartObject();
                BookJson.members(json, deal);
                json.writeEndObject();
            });
            out.writeBooleanField("more", deals.more());
        } else if (answer instanceof Answer.OrdersHistory history) {
            list(out, "orders_history", history.orders(), BookJson::write);
            out.writeBooleanField("more", history.more());
        } else if (answer instanceof Answer.Ticks ticks) {
            list(out, "ticks", ticks.ticks(), (json, tick) -> {
                PriceJson.startRow(json, tick);
                json.writeEndArray();
            });
        }
    }

    private static void write(JsonGenerator out, Answer.Rates rates) throws IOException {
        if (!rates.bars().isEmpty()) {
            Bar first = rates.bars().get(0);
            out.writeStringField("symbol", first.symbol());
            out.writeStringField("timeframe", first.timeframe().name());
        } else {
            // The reader wants both; of no bars they mean nothing.
            out.writeStringField("symbol", "-");
            out.writeStringField("timeframe", Timeframe.M1.name());
        }
        list(out, "rates", rates.bars(), PriceJson::write);
    }
}
