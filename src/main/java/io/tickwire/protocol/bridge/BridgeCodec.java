package io.tickwire.protocol.bridge;

import com.fasterxml.jackson.databind.JsonNode;
import io.tickwire.domain.RawTick;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.Signal;
import io.tickwire.domain.TickFlags;
import io.tickwire.domain.message.RiskCommand;
import io.tickwire.domain.message.TerminalCommand;
import io.tickwire.protocol.json.Decoded;
import io.tickwire.protocol.json.FieldReader;
import io.tickwire.protocol.json.Json;
import io.tickwire.protocol.ticks.StreamRequest;
import io.tickwire.protocol.ticks.StreamRequestReader;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Bytes of the bridge profile in, typed message out. Pure but for the ids of signals that name none. */
public final class BridgeCodec {
    private static final Set<String> LISTS = Set.of("positions", "orders", "deals_history", "orders_history");
    private static final List<String> TYPES = List.of(
            "account_info",
            "tick_data",
            "trading_signal",
            "heartbeat",
            "mt5_command",
            "connection",
            "admin_command",
            "positions",
            "orders",
            "deals_history",
            "orders_history",
            "subscribe",
            "unsubscribe",
            "get_symbols",
            "ping");
    private static final Pattern CURRENCY = Pattern.compile("[A-Za-z]{3}");
    private static final int MAX_NAME = 128;
    private static final int MAX_TICKS = 10_000;
    private static final int DEFAULT_TICKS = 100;

    private final SignalReader signals;

    public BridgeCodec(SignalReader signals) {
        this.signals = signals;
    }

    private enum AdminCommandName {
        RISK(RiskCommand.Kind.REPORT),
        HALT(RiskCommand.Kind.HALT),
        REDUCE(RiskCommand.Kind.REDUCE),
        RESUME(RiskCommand.Kind.RESUME);

        private final RiskCommand.Kind kind;

        AdminCommandName(RiskCommand.Kind kind) {
            this.kind = kind;
        }
    }

    private enum CommandName {
        CONNECT,
        DISCONNECT,
        STATUS,
        ACCOUNT_INFO,
        GET_TICKS
    }

    /** Reads one message, UTF-8 JSON. */
    public Decoded<BridgeMessage> decode(byte[] utf8) {
        JsonNode node = Json.parse(utf8);
        if (node == null || !node.isObject()) {
            return malformed(
                    "", Refusal.validation("$", "JSON object", node == null ? "not JSON" : FieldReader.show(node)));
        }
        JsonNode type = node.get("type");
        String name = type != null && type.isTextual() ? type.textValue().toLowerCase(Locale.ROOT) : "";
        if (!TYPES.contains(name)) {
            return malformed(
                    "", Refusal.validation("type", "one of " + String.join(", ", TYPES), FieldReader.show(type)));
        }
        return StreamRequestReader.knows(name) ? stream(name, node) : enveloped(name, node);
    }

    private static Decoded<BridgeMessage> stream(String name, JsonNode node) {
        Decoded<StreamRequest> decoded = StreamRequestReader.read(name, node);
        return decoded instanceof Decoded.Message<StreamRequest> good
                ? new Decoded.Message<>(new BridgeMessage.Stream(good.value()))
                : malformed(name, ((Decoded.Malformed<StreamRequest>) decoded).refusal());
    }

    private Decoded<BridgeMessage> enveloped(String name, JsonNode node) {
        FieldReader envelope = new FieldReader(node);
        long sentMsc = envelope.time("timestamp");
        if (!envelope.ok()) {
            return malformed(name, envelope.refusal());
        }
        JsonNode data = node.get("data");
        if (LISTS.contains(name)) {
            return listing(name, data);
        }
        FieldReader fields = envelope.object("data");
        BridgeMessage message = envelope.ok() ? read(name, fields, sentMsc) : null;
        return fields.ok() ? new Decoded.Message<>(message) : malformed(name, named(data, fields.refusal()));
    }

    /** A client that waits for the answer to a signal finds it by the id it gave. */
    static Refusal named(JsonNode data, Refusal refusal) {
        JsonNode id = data == null ? null : data.get("signal_id");
        return id == null ? refusal : refusal.with("signal_id", FieldReader.show(id));
    }

    private BridgeMessage read(String name, FieldReader data, long sentMsc) {
        return switch (name) {
            case "account_info" -> accountInfo(data);
            case "tick_data" -> tickData(data);
            case "trading_signal" -> tradingSignal(data, sentMsc);
            case "admin_command" -> adminCommand(data);
            case "heartbeat" ->
                new BridgeMessage.ClientHeartbeat(
                        data.requiredText("client", MAX_NAME), data.optionalText("client_version", MAX_NAME, ""));
            case "mt5_command" -> command(data);
            default -> new BridgeMessage.Connection();
        };
    }

    private static BridgeMessage accountInfo(FieldReader data) {
        double balance = data.number("balance");
        double equity = data.number("equity");
        double margin = data.number("margin");
        data.number("free_margin");
        data.text("currency", CURRENCY, "ISO currency code, for example USD");
        data.integer("leverage", 1, Integer.MAX_VALUE);
        data.optionalNumber("margin_level", 0);
        data.optionalText("server", MAX_NAME, "");
        data.optionalText("company", MAX_NAME, "");
        data.optionalNumber("profit", 0);
        return new BridgeMessage.AccountInfo(balance, equity, margin);
    }

    private static BridgeMessage tickData(FieldReader data) {
        String symbol = data.text("symbol", SymbolNames.SYMBOL, SymbolNames.EXPECTED);
        double bid = data.positive("bid");
        double ask = data.positive("ask");
        if (data.ok() && bid > ask) {
            data.wrong("bid", "float not above ask (" + ask + ")");
        }
        long time = data.time("time");
        data.optionalNumber("spread", 0);
        double volume = data.optionalNotNegative("volume", 0);
        double last = data.optionalNotNegative("last", 0);
        int flags = (int) data.optionalInteger("flags", 0, 0xFFFF, 0);
        return new BridgeMessage.TickData(new RawTick(symbol, time, bid, ask, last, volume, nativeFlags(flags)));
    }

    /** Clients of this profile say 0 normal, 1 buy, 2 sell; anything larger is MetaTrader's bits already. */
    private static int nativeFlags(int flags) {
        return switch (flags) {
            case 0 -> TickFlags.QUOTE;
            case 1 -> TickFlags.QUOTE | TickFlags.BUY;
            case 2 -> TickFlags.QUOTE | TickFlags.SELL;
            default -> flags;
        };
    }

    private BridgeMessage tradingSignal(FieldReader data, long sentMsc) {
        Signal signal = signals.read(data);
        return signal == null ? null : new BridgeMessage.TradingSignal(signal, sentMsc);
    }

    private BridgeMessage adminCommand(FieldReader data) {
        AdminCommandName name = data.word("command", AdminCommandName.class);
        // A brake without an account is for all of them.
        String account = data.has("account") ? signals.account(data) : "";
        String reason = data.optionalText("reason", MAX_NAME, "");
        boolean closeAll = data.optionalFlag("close_all", false);
        boolean reset = data.optionalFlag("reset", false);
        return name == null
                ? null
                : new BridgeMessage.Admin(account, new RiskCommand(name.kind, reason, "", closeAll, reset, "", 1));
    }

    private static BridgeMessage command(FieldReader data) {
        CommandName name = data.word("command", CommandName.class);
        if (name == null) {
            return null;
        }
        return switch (name) {
            case CONNECT -> connect(data.has("parameters") ? data.object("parameters") : data);
            case DISCONNECT ->
                new BridgeMessage.Command(new TerminalCommand(TerminalCommand.Kind.DISCONNECT, "", 0, ""));
            case STATUS -> new BridgeMessage.Command(new TerminalCommand(TerminalCommand.Kind.STATUS, "", 0, ""));
            case ACCOUNT_INFO -> new BridgeMessage.AccountCommand();
            case GET_TICKS -> getTicks(data);
        };
    }

    private static BridgeMessage connect(FieldReader parameters) {
        return new BridgeMessage.Command(new TerminalCommand(
                TerminalCommand.Kind.CONNECT,
                parameters.optionalText("server", MAX_NAME, ""),
                parameters.optionalInteger("login", 0, Long.MAX_VALUE, 0),
                parameters.optionalText("password", MAX_NAME, "")));
    }

    private static BridgeMessage getTicks(FieldReader data) {
        FieldReader parameters = data.has("parameters") && !data.has("symbol") ? data.object("parameters") : data;
        String symbol = parameters.text("symbol", SymbolNames.STREAM, SymbolNames.EXPECTED);
        boolean inData = data.has("count") || !data.has("parameters");
        int count =
                (int) (inData ? data : data.object("parameters")).optionalInteger("count", 1, MAX_TICKS, DEFAULT_TICKS);
        return new BridgeMessage.GetTicks(symbol, count);
    }

    private static Decoded<BridgeMessage> listing(String name, JsonNode data) {
        JsonNode items = data != null && data.isObject() ? data.get("items") : data;
        if (items == null || !items.isArray()) {
            String field = data != null && data.isObject() ? "data.items" : "data";
            return malformed(name, Refusal.validation(field, "list", FieldReader.show(items)));
        }
        return new Decoded.Message<>(new BridgeMessage.Listing(name, items.size()));
    }

    private static Decoded<BridgeMessage> malformed(String type, Refusal refusal) {
        return new Decoded.Malformed<>(type, refusal);
    }
}
