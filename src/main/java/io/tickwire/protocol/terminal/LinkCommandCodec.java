package io.tickwire.protocol.terminal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.tickwire.domain.ErrorCode;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.Timeframe;
import io.tickwire.domain.TradeRequest;
import io.tickwire.protocol.json.Decoded;
import io.tickwire.protocol.json.FieldReader;
import io.tickwire.protocol.json.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Messages of the bridge, both ways: the bridge encodes them, our own terminal process decodes them. Pure. */
public final class LinkCommandCodec {
    private static final List<String> TRADES = List.of(
            TradeJson.SEND,
            TradeJson.MODIFY,
            TradeJson.CANCEL,
            TradeJson.CLOSE,
            TradeJson.MODIFY_POSITION,
            TradeJson.CLOSE_BY);
    private static final List<String> OTHERS = List.of(
            "welcome",
            TradeJson.CHECK,
            "positions_get",
            "orders_get",
            "deals_get",
            "orders_history_get",
            "symbols_get",
            "copy_ticks",
            "copy_rates",
            "subscribe",
            "resync",
            "ping",
            "error");
    private static final Map<Class<? extends LinkCommand>, String> NAMES = Map.ofEntries(
            Map.entry(LinkCommand.Welcome.class, "welcome"),
            Map.entry(LinkCommand.PositionsGet.class, "positions_get"),
            Map.entry(LinkCommand.OrdersGet.class, "orders_get"),
            Map.entry(LinkCommand.DealsGet.class, "deals_get"),
            Map.entry(LinkCommand.OrdersHistoryGet.class, "orders_history_get"),
            Map.entry(LinkCommand.SymbolsGet.class, "symbols_get"),
            Map.entry(LinkCommand.CopyTicks.class, "copy_ticks"),
            Map.entry(LinkCommand.CopyRates.class, "copy_rates"),
            Map.entry(LinkCommand.Subscribe.class, "subscribe"),
            Map.entry(LinkCommand.Resync.class, "resync"),
            Map.entry(LinkCommand.Ping.class, "ping"),
            Map.entry(LinkCommand.Error.class, "error"));
    private static final int MAX_ID = 64;
    private static final int MAX_MESSAGE = 512;
    private static final int MAX_COUNT = 100_000;

    private LinkCommandCodec() {}

    /** Reads one message, UTF-8 JSON. */
    public static Decoded<LinkCommand> decode(byte[] utf8) {
        JsonNode node = Json.parse(utf8);
        if (node == null || !node.isObject()) {
            return new Decoded.Malformed<>(
                    "", Refusal.validation("$", "JSON object", node == null ? "not JSON" : FieldReader.show(node)));
        }
        JsonNode type = node.get("type");
        String name = type != null && type.isTextual() ? type.textValue() : "";
        if (!TRADES.contains(name) && !OTHERS.contains(name)) {
            return new Decoded.Malformed<>(
                    "", Refusal.validation("type", "a message of the bridge", FieldReader.show(type)));
        }
        FieldReader in = new FieldReader(node);
        LinkCommand command = TRADES.contains(name) ? trade(name, in) : other(name, in);
        return in.ok() ? new Decoded.Message<>(command) : new Decoded.Malformed<>(name, identified(node, in.refusal()));
    }

    /** Who asked finds the refusal by its id. */
    private static Refusal identified(JsonNode node, Refusal refusal) {
        JsonNode id = node.get("request_id");
        return id == null || !id.isTextual() ? refusal : refusal.with("request_id", id.textValue());
    }

    private static LinkCommand trade(String type, FieldReader in) {
        String id = id(in);
        long deadline = BookJson.time(in, "deadline_msc");
        return new LinkCommand.Trade(id, deadline, TradeJson.read(type, in));
    }

    private static LinkCommand other(String type, FieldReader in) {
        return switch (type) {
            case "welcome" -> welcome(in);
            case TradeJson.CHECK -> {
                String id = id(in);
                long deadline = BookJson.time(in, "deadline_msc");
                yield new LinkCommand.Check(id, deadline, TradeJson.read(TradeJson.SEND, in));
            }
            case "positions_get" -> new LinkCommand.PositionsGet(id(in), after(in), limit(in));
            case "orders_get" -> new LinkCommand.OrdersGet(id(in), after(in), limit(in));
            case "deals_get" -> {
                Page page = page(in);
                yield new LinkCommand.DealsGet(id(in), page.from, page.to, page.offset, page.limit);
            }
            case "orders_history_get" -> {
                Page page = page(in);
                yield new LinkCommand.OrdersHistoryGet(id(in), page.from, page.to, page.offset, page.limit);
            }
            case "symbols_get" -> new LinkCommand.SymbolsGet(id(in));
            case "copy_ticks" ->
                new LinkCommand.CopyTicks(id(in), BookJson.symbol(in), BookJson.time(in, "from_msc"), count(in));
            case "copy_rates" ->
                new LinkCommand.CopyRates(
                        id(in), BookJson.symbol(in), in.word("timeframe", Timeframe.class), count(in));
            case "subscribe" -> new LinkCommand.Subscribe(in.texts("symbols", SpecJson.MAX_NAME));
            case "resync" -> new LinkCommand.Resync();
            case "ping" -> new LinkCommand.Ping(in.optionalInteger("id", 0, Long.MAX_VALUE, 0));
            default -> error(in);
        };
    }

    private static LinkCommand welcome(FieldReader in) {
        String session = in.requiredText("session", MAX_ID);
        List<String> symbols = in.object("want").texts("symbols", SpecJson.MAX_NAME);
        FieldReader settings = in.object("settings");
        return new LinkCommand.Welcome(
                session, symbols, (int) settings.integer("state_interval_ms", 1, 3_600_000), (int)
                        settings.integer("reply_timeout_ms", 1, 3_600_000));
    }

    private static LinkCommand error(FieldReader in) {
        ErrorCode code = in.word("error_code", ErrorCode.class);
        String message = in.optionalText("message", MAX_MESSAGE, "");
        if (code == null) {
            return null;
        }
        Refusal refusal = Refusal.of(code, message);
        String field = in.has("details") ? in.object("details").optionalText("field", MAX_MESSAGE, "") : "";
        return new LinkCommand.Error(field.isEmpty() ? refusal : refusal.with("field", field));
    }

    private static String id(FieldReader in) {
        return in.requiredText("request_id", MAX_ID);
    }

    private static int count(FieldReader in) {
        return (int) in.integer("count", 1, MAX_COUNT);
    }

    private record Page(long from, long to, int offset, int limit) {}

    private static Page page(FieldReader in) {
        return new Page(
                BookJson.time(in, "from_msc"),
                BookJson.time(in, "to_msc"),
                (int) in.optionalInteger("offset", 0, Integer.MAX_VALUE, 0),
                limit(in));
    }

    private static long after(FieldReader in) {
        return in.optionalInteger("after", 0, Long.MAX_VALUE, 0);
    }

    private static int limit(FieldReader in) {
        return (int) in.optionalInteger("limit", 1, MAX_COUNT, 1000);
    }

    /** The text of a message. */
    public static String encode(LinkCommand command) {
        return Json.object(out -> {
            out.writeStringField("type", type(command));
            if (command instanceof LinkCommand.Request request) {
                out.writeStringField("request_id", request.requestId());
                write(out, request);
            } else if (command instanceof LinkCommand.Welcome welcome) {
                write(out, welcome);
            } else if (command instanceof LinkCommand.Subscribe subscribe) {
                symbols(out, subscribe.symbols());
            } else if (command instanceof LinkCommand.Ping ping) {
                out.writeNumberField("id", ping.id());
            } else if (command instanceof LinkCommand.Error error) {
                write(out, error.refusal());
            }
        });
    }

    private static String type(LinkCommand command) {
        if (command instanceof LinkCommand.Trade trade) {
            return TradeJson.type(trade.order());
        }
        if (command instanceof LinkCommand.Check) {
            return TradeJson.CHECK;
        }
        return NAMES.get(command.getClass());
    }

    private static void write(JsonGenerator out, LinkCommand.Request request) throws IOException {
        if (request instanceof LinkCommand.Trade trade) {
            order(out, trade.deadlineMsc(), trade.order());
        } else if (request instanceof LinkCommand.Check check) {
            order(out, check.deadlineMsc(), check.order());
        } else if (request instanceof LinkCommand.PositionsGet get) {
            after(out, get.after(), get.limit());
        } else if (request instanceof LinkCommand.OrdersGet get) {
            after(out, get.after(), get.limit());
        } else if (request instanceof LinkCommand.DealsGet get) {
            page(out, get.fromMsc(), get.toMsc(), get.offset(), get.limit());
        } else if (request instanceof LinkCommand.OrdersHistoryGet get) {
            page(out, get.fromMsc(), get.toMsc(), get.offset(), get.limit());
        } else if (request instanceof LinkCommand.CopyTicks copy) {
            out.writeStringField("symbol", copy.symbol());
            out.writeNumberField("from_msc", copy.fromMsc());
            out.writeNumberField("count", copy.count());
        } else if (request instanceof LinkCommand.CopyRates copy) {
            out.writeStringField("symbol", copy.symbol());
            out.writeStringField("timeframe", copy.timeframe().name());
            out.writeNumberField("count", copy.count());
        }
    }

    private static void order(JsonGenerator out, long deadlineMsc, TradeRequest order) throws IOException {
        out.writeNumberField("deadline_msc", deadlineMsc);
        TradeJson.write(out, order);
    }

    private static void after(JsonGenerator out, long after, int limit) throws IOException {
        out.writeNumberField("after", after);
        out.writeNumberField("limit", limit);
    }

    private static void page(JsonGenerator out, long from, long to, int offset, int limit) throws IOException {
        out.writeNumberField("from_msc", from);
        out.writeNumberField("to_msc", to);
        out.writeNumberField("offset", offset);
        out.writeNumberField("limit", limit);
    }

    private static void symbols(JsonGenerator out, List<String> symbols) throws IOException {
        ReplyJson.list(out, "symbols", symbols, JsonGenerator::writeString);
    }

    private static void write(JsonGenerator out, LinkCommand.Welcome welcome) throws IOException {
        out.writeStringField("session", welcome.session());
        out.writeObjectFieldStart("want");
        symbols(out, welcome.symbols());
        out.writeEndObject();
        out.writeObjectFieldStart("settings");
        out.writeNumberField("state_interval_ms", welcome.stateIntervalMs());
        out.writeNumberField("reply_timeout_ms", welcome.replyTimeoutMs());
        out.writeEndObject();
    }

    private static void write(JsonGenerator out, Refusal refusal) throws IOException {
        out.writeStringField("message", refusal.message());
        out.writeStringField("error_code", refusal.code().name());
        out.writeObjectFieldStart("details");
        Json.members(out, refusal.details());
        out.writeEndObject();
    }
}
