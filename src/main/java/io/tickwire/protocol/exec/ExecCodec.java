package io.tickwire.protocol.exec;

import com.fasterxml.jackson.databind.JsonNode;
import io.tickwire.domain.ErrorCode;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.Side;
import io.tickwire.domain.message.ExecMessage;
import io.tickwire.protocol.json.FieldReader;
import io.tickwire.protocol.json.Json;

/** Bytes of the execution profile in, typed message out. Pure. */
public final class ExecCodec {
    private static final int MAX_NAME = 64;
    private static final int MAX_TIME = 64;
    /** Beyond, a double does not hold every whole number. */
    private static final double MAX_EXACT = 9_007_199_254_740_992.0;

    private ExecCodec() {}

    /**
     * What came.
     *
     * @param message null when it is none
     * @param type the message's, {@code invalid} when it is none that is known; a closed set
     * @param error the whole reply to what is no message; null when it is one
     */
    public record Read(ExecMessage message, String type, byte[] error) {}

    /** Reads one message, UTF-8 JSON. */
    public static Read read(byte[] utf8) {
        JsonNode node = Json.parse(utf8);
        if (node == null || !node.isObject()) {
            return invalid(ExecReplies.error(
                    Refusal.validation("$", "JSON object", node == null ? "not JSON" : FieldReader.show(node))));
        }
        JsonNode type = node.get("type");
        if (type == null || type.isNull()) {
            return invalid(ExecReplies.missingType());
        }
        String name = type.isTextual() ? type.textValue() : "";
        FieldReader fields = new FieldReader(node);
        ExecMessage message =
                switch (name) {
                    case ExecMessage.TradeOpen.TYPE -> tradeOpen(fields, node);
                    case ExecMessage.TradeClose.TYPE -> tradeClose(fields, node);
                    case ExecMessage.TradeModify.TYPE -> tradeModify(fields, node);
                    case ExecMessage.Beat.TYPE -> beat(fields, node);
                    case ExecMessage.RiskUpdate.TYPE -> riskUpdate(fields, node);
                    default -> null;
                };
        if (message == null && fields.ok()) {
            return invalid(ExecReplies.unknownType(String.valueOf(FieldReader.show(type))));
        }
        return fields.ok()
                ? new Read(message, message.type(), null)
                : new Read(null, name, ExecReplies.error(fields.refusal()));
    }

    private static Read invalid(byte[] error) {
        return new Read(null, "invalid", error);
    }

    /** A message that is larger than this door takes; nothing of it is read. */
    public static Read tooLarge(int maxBytes) {
        return invalid(ExecReplies.error(
                Refusal.of(ErrorCode.MESSAGE_TOO_LARGE, "The message is larger than " + maxBytes + " bytes")
                        .with("max_bytes", maxBytes)));
    }

    private static ExecMessage tradeOpen(FieldReader fields, JsonNode node) {
        String ea = name(fields);
        String symbol = fields.requiredText("symbol", MAX_NAME);
        double volume = fields.positive("volume");
        long magic = whole(fields, node, "magic");
        time(fields, node);
        Side side = fields.optionalWord("side", Side.class, null);
        double price = fields.optionalNotNegative("price", 0);
        double stopLoss = fields.optionalNotNegative("stop_loss", 0);
        double balance = fields.optionalNumber("current_balance", 0);
        return fields.make(
                "$", () -> new ExecMessage.TradeOpen(ea, symbol, volume, magic, side, price, stopLoss, balance));
    }

    private static ExecMessage tradeClose(FieldReader fields, JsonNode node) {
        String ea = name(fields);
        String symbol = fields.requiredText("symbol", MAX_NAME);
        long ticket = whole(fields, node, "ticket");
        double profit = fields.number("profit");
        return fields.make("$", () -> new ExecMessage.TradeClose(ea, symbol, ticket, profit));
    }

    private static ExecMessage tradeModify(FieldReader fields, JsonNode node) {
        String ea = name(fields);
        long ticket = whole(fields, node, "ticket");
        double stopLoss = fields.number("new_sl", 0, Double.MAX_VALUE, "float >= 0");
        double takeProfit = fields.number("new_tp", 0, Double.MAX_VALUE, "float >= 0");
        return fields.make("$", () -> new ExecMessage.TradeModify(ea, ticket, stopLoss, takeProfit));
    }

    private static ExecMessage beat(FieldReader fields, JsonNode node) {
        String ea = name(fields);
        String symbol = fields.requiredText("symbol", MAX_NAME);
        long magic = whole(fields, node, "magic");
        return fields.make("$", () -> new ExecMessage.Beat(ea, symbol, magic));
    }

    private static ExecMessage riskUpdate(FieldReader fields, JsonNode node) {
        String ea = name(fields);
        double multiplier = fields.number("risk_multiplier", 0, 1, "float from 0 to 1");
        return fields.make("$", () -> new ExecMessage.RiskUpdate(ea, multiplier));
    }

    /** {@code ea_name}, which older clients call {@code ea}. */
    private static String name(FieldReader fields) {
        return fields.requiredText(!fields.has("ea_name") && fields.has("ea") ? "ea" : "ea_name", MAX_NAME);
    }

    /** A whole number, also when it is written with a fraction of zeros, as {@code %.2f} does. */
    private static long whole(FieldReader fields, JsonNode node, String field) {
        JsonNode given = node.get(field);
        if (given != null && given.isFloatingPointNumber()) {
            double value = given.doubleValue();
            if (value >= 0 && value <= MAX_EXACT && value == Math.rint(value)) {
                return (long) value;
            }
        }
        return fields.integer(field, 0, Long.MAX_VALUE);
    }

    /** The sender's clock, in whatever form: nothing depends on it, but it is no list and no object. */
    private static void time(FieldReader fields, JsonNode node) {
        JsonNode given = node.get("timestamp");
        boolean odd = given != null
                && (given.isContainerNode()
                        || given.isBoolean()
                        || given.isTextual() && given.textValue().length() > MAX_TIME);
        if (odd) {
            fields.wrong("timestamp", "epoch seconds or text of at most " + MAX_TIME + " characters");
        }
    }
}
