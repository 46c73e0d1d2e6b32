package io.tickwire.protocol.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.tickwire.domain.Side;
import io.tickwire.protocol.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The body of {@code POST /trade}, as its clients have always sent it, and the list of what is wrong with one. Pure.
 *
 * @param volume lots
 * @param stopLoss price, 0 = none
 * @param takeProfit price, 0 = none
 */
public record CompatTrade(String symbol, Side side, double volume, double stopLoss, double takeProfit) {

    /** One entry of a 422 answer: kind, field, sentence, and what came. */
    public record Wrong(String type, String field, String message, JsonNode input) {

        void write(JsonGenerator out) throws IOException {
            out.writeStartObject();
            out.writeStringField("type", type);
            out.writeArrayFieldStart("loc");
            out.writeString("body");
            if (!field.isEmpty()) {
                out.writeString(field);
            }
            out.writeEndArray();
            out.writeStringField("msg", message);
            out.writeFieldName("input");
            if (input == null) {
                out.writeNull();
            } else {
                out.writeRawValue(input.toString());
            }
            out.writeEndObject();
        }
    }

    /** What was read: a trade, or what is wrong with it. */
    public record Read(CompatTrade trade, List<Wrong> wrong) {}

    public static Read read(byte[] utf8) {
        JsonNode body = Json.parse(utf8);
        if (body == null) {
            return new Read(null, List.of(new Wrong("json_invalid", "", "JSON decode error", null)));
        }
        if (!body.isObject()) {
            return new Read(
                    null,
                    List.of(new Wrong(
                            "model_attributes_type",
                            "",
                            "Input should be a valid dictionary or object to extract fields from",
                            body)));
        }
        List<Wrong> wrong = new ArrayList<>();
        String symbol = text(body, "symbol", wrong);
        String action = text(body, "action_type", wrong);
        if (action != null && !action.equals("BUY") && !action.equals("SELL")) {
            wrong.add(new Wrong(
                    "literal_error", "action_type", "Input should be 'BUY' or 'SELL'", body.get("action_type")));
        }
        double volume = number(body, "volume", Double.NaN, wrong);
        double stopLoss = number(body, "stop_loss", 0, wrong);
        double takeProfit = number(body, "take_profit", 0, wrong);
        return wrong.isEmpty()
                ? new Read(new CompatTrade(symbol, Side.valueOf(action), volume, stopLoss, takeProfit), wrong)
                : new Read(null, List.copyOf(wrong));
    }

    private static String text(JsonNode body, String field, List<Wrong> wrong) {
        JsonNode value = body.get(field);
        if (value == null) {
            wrong.add(new Wrong("missing", field, "Field required", body));
        } else if (!value.isTextual()) {
            wrong.add(new Wrong("string_type", field, "Input should be a valid string", value));
        } else {
            return value.textValue();
        }
        return null;
    }

    /** @param absent what a missing one is; NaN = it must be there */
    private static double number(JsonNode body, String field, double absent, List<Wrong> wrong) {
        JsonNode value = body.get(field);
        if (value == null && !Double.isNaN(absent)) {
            return absent;
        }
        if (value == null) {
            wrong.add(new Wrong("missing", field, "Field required", body));
        } else if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
            wrong.add(new Wrong("float_type", field, "Input should be a valid number", value));
        } else if (value.doubleValue() < 0 || Double.isNaN(absent) && value.doubleValue() == 0) {
            wrong.add(new Wrong("greater_than", field, "Input should be greater than 0", value));
        } else {
            return value.doubleValue();
        }
        return 0;
    }

    /** The body of a 422 answer. */
    public static void wrong(JsonGenerator out, List<Wrong> wrong) throws IOException {
        out.writeArrayFieldStart("detail");
        for (Wrong each : wrong) {
            each.write(out);
        }
        out.writeEndArray();
    }
}
