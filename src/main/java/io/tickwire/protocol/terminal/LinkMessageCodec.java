package io.tickwire.protocol.terminal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.tickwire.domain.MarginMode;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.SymbolSpec;
import io.tickwire.domain.TradeMode;
import io.tickwire.protocol.json.Decoded;
import io.tickwire.protocol.json.FieldReader;
import io.tickwire.protocol.json.Json;
import io.tickwire.protocol.terminal.LinkMessage.Hello;
import io.tickwire.protocol.terminal.LinkMessage.NumberedTick;
import java.io.IOException;
import java.util.List;

/** Messages of a terminal, both ways: the bridge decodes them, our own terminal process encodes them. Pure. */
public final class LinkMessageCodec {
    private static final List<String> TYPES =
            List.of("hello", "symbols", "ticks", "account", "positions", "orders", "deal", "reply", "pong", "bye");
    private static final int MAX_TEXT = 128;
    private static final int MAX_OFFSET_SECONDS = 18 * 3600;

    private LinkMessageCodec() {}

    /** Reads one message, UTF-8 JSON. */
    public static Decoded<LinkMessage> decode(byte[] utf8) {
        JsonNode node = Json.parse(utf8);
        if (node == null || !node.isObject()) {
            return new Decoded.Malformed<>(
                    "", Refusal.validation("$", "JSON object", node == null ? "not JSON" : FieldReader.show(node)));
        }
        JsonNode type = node.get("type");
        String name = type != null && type.isTextual() ? type.textValue() : "";
        if (!TYPES.contains(name)) {
            return new Decoded.Malformed<>(
                    "", Refusal.validation("type", "one of " + String.join(", ", TYPES), FieldReader.show(type)));
        }
        FieldReader in = new FieldReader(node);
        LinkMessage message = read(name, in);
        return in.ok() ? new Decoded.Message<>(message) : new Decoded.Malformed<>(name, in.refusal());
    }

    private static LinkMessage read(String type, FieldReader in) {
        return switch (type) {
            case "hello" -> hello(in);
            case "symbols" -> new LinkMessage.Symbols(in.objects("symbols", SpecJson::read));
            case "ticks" ->
                new LinkMessage.Ticks(in.rows(
                        "ticks",
                        PriceJson.TICK,
                        row -> new NumberedTick(PriceJson.tick(row), row.integer("seq", 0, Long.MAX_VALUE))));
            case "account" -> account(in);
            case "positions" ->
                new LinkMessage.Positions(in.objects("positions", BookJson::position), in.optionalFlag("more", false));
            case "orders" ->
                new LinkMessage.Orders(in.objects("orders", BookJson::order), in.optionalFlag("more", false));
            case "deal" -> new LinkMessage.DealDone(BookJson.deal(in));
            case "reply" -> ReplyJson.read(in);
            case "pong" -> new LinkMessage.Pong(in.optionalInteger("id", 0, Long.MAX_VALUE, 0));
            default -> new LinkMessage.Bye(in.optionalText("reason", MAX_TEXT, ""));
        };
    }

    private static Hello hello(FieldReader in) {
        return new Hello(
                in.integer("account", 1, Long.MAX_VALUE),
                in.optionalText("name", MAX_TEXT, ""),
                in.requiredText("server", MAX_TEXT),
                in.optionalText("company", MAX_TEXT, ""),
                in.requiredText("currency", MAX_TEXT),
                (int) in.integer("leverage", 1, Integer.MAX_VALUE),
                in.word("trade_mode", TradeMode.class),
                in.word("margin_mode", MarginMode.class),
                (int) in.optionalInteger("build", 0, Integer.MAX_VALUE, 0),
                in.optionalText("ea_version", MAX_TEXT, ""),
                (int) in.integer("utc_offset_s", -MAX_OFFSET_SECONDS, MAX_OFFSET_SECONDS),
                in.integer("epoch", 0, Long.MAX_VALUE),
                in.objects("symbols", SpecJson::read));
    }

    private static LinkMessage account(FieldReader in) {
        return new LinkMessage.Account(
                in.number("balance"),
                in.optionalNumber("credit", 0),
                in.number("equity"),
                in.number("margin"),
                in.number("free_margin"),
                in.optionalNumber("margin_level", 0),
                in.optionalNumber("profit", 0));
    }

    /** The text of a message. */
    public static String encode(LinkMessage message) {
        return Json.object(out -> {
            out.writeStringField("type", message.type());
            if (message instanceof Hello hello) {
                write(out, hello);
            } else if (message instanceof LinkMessage.Ticks ticks) {
                write(out, ticks);
            } else if (message instanceof LinkMessage.Account account) {
                write(out, account);
            } else if (message instanceof LinkMessage.DealDone done) {
                BookJson.members(out, done.deal());
            } else if (message instanceof LinkMessage.Reply reply) {
                ReplyJson.write(out, reply);
            } else if (message instanceof LinkMessage.Pong pong) {
                out.writeNumberField("id", pong.id());
            } else if (message instanceof LinkMessage.Bye bye) {
                out.writeStringField("reason", bye.reason());
            } else {
                lists(out, message);
            }
        });
    }

    private static void lists(JsonGenerator out, LinkMessage message) throws IOException {
        if (message instanceof LinkMessage.Symbols symbols) {
            symbols(out, symbols.symbols());
        } else if (message instanceof LinkMessage.Positions positions) {
            ReplyJson.list(out, "positions", positions.positions(), BookJson::write);
            out.writeBooleanField("more", positions.more());
        } else if (message instanceof LinkMessage.Orders orders) {
            ReplyJson.list(out, "orders", orders.orders(), BookJson::write);
            out.writeBooleanField("more", orders.more());
        }
    }

    private static void symbols(JsonGenerator out, List<SymbolSpec> symbols) throws IOException {
        ReplyJson.list(out, "symbols", symbols, SpecJson::write);
    }

    private static void write(JsonGenerator out, Hello hello) throws IOException {
        out.writeNumberField("account", hello.account());
        out.writeStringField("name", hello.name());
        out.writeStringField("server", hello.server());
        out.writeStringField("company", hello.company());
        out.writeStringField("currency", hello.currency());
        out.writeNumberField("leverage", hello.leverage());
        out.writeStringField("trade_mode", BookJson.word(hello.tradeMode()));
        out.writeStringField("margin_mode", BookJson.word(hello.marginMode()));
        out.writeNumberField("build", hello.build());
        out.writeStringField("ea_version", hello.eaVersion());
        out.writeNumberField("utc_offset_s", hello.utcOffsetSeconds());
        out.writeNumberField("epoch", hello.epoch());
        symbols(out, hello.symbols());
    }

    private static void write(JsonGenerator out, LinkMessage.Ticks ticks) throws IOException {
        out.writeArrayFieldStart("ticks");
        for (NumberedTick numbered : ticks.ticks()) {
            PriceJson.startRow(out, numbered.tick());
            out.writeNumber(numbered.seq());
            out.writeEndArray();
        }
        out.writeEndArray();
    }

    private static void write(JsonGenerator out, LinkMessage.Account account) throws IOException {
        out.writeNumberField("balance", account.balance());
        out.writeNumberField("credit", account.credit());
        out.writeNumberField("equity", account.equity());
        out.writeNumberField("margin", account.margin());
        out.writeNumberField("free_margin", account.freeMargin());
        out.writeNumberField("margin_level", account.marginLevel());
        out.writeNumberField("profit", account.profit());
    }
}
