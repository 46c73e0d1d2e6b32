package io.tickwire.protocol.models;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.tickwire.domain.Prediction;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.Window;
import io.tickwire.protocol.json.FieldReader;
import io.tickwire.protocol.json.Json;
import java.io.IOException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** {@code POST /api/v1/predict}: a window in, a decision out. Pure. */
public final class PredictCodec {
    private static final int MAX_VALUES = 100_000;
    private static final int MAX_TEXT = 64;

    private PredictCodec() {}

    /**
     * A question, or why it is none.
     *
     * @param model empty when none is named
     * @param refusal null when it is one
     */
    public record Question(String model, Window window, Refusal refusal) {}

    public static Question read(byte[] utf8) {
        JsonNode node = Json.parse(utf8);
        if (node == null || !node.isObject()) {
            return refused(
                    Refusal.validation("$", "JSON object with closes, for example {\"closes\": [1.1, ...]}", ""));
        }
        FieldReader fields = new FieldReader(node);
        String model = fields.optionalText("model", MAX_TEXT, "");
        Map<String, double[]> series = series(fields, node);
        Window window = fields.make(
                "series",
                () -> new Window(
                        fields.optionalText("symbol", MAX_TEXT, ""),
                        fields.optionalText("timeframe", MAX_TEXT, ""),
                        fields.optionalTime("newest_time", 0),
                        series));
        return fields.ok() ? new Question(model, window, null) : refused(fields.refusal());
    }

    private static Map<String, double[]> series(FieldReader fields, JsonNode node) {
        if (!fields.has("series")) {
            return Map.of(Window.CLOSE, fields.numbers("closes", MAX_VALUES));
        }
        if (fields.has("closes")) {
            fields.wrong("closes", "nothing beside series; put it in as close");
        }
        FieldReader inside = fields.object("series");
        Map<String, double[]> series = new LinkedHashMap<>();
        names(node.get("series")).forEach(name -> series.put(name, inside.numbers(name, MAX_VALUES)));
        if (series.isEmpty()) {
            fields.wrong("series", "an object with one list of numbers or more");
        }
        return series;
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Question refused(Refusal refusal) {
        return new Question("", null, refusal);
    }

    /** The members of an answer. */
    public static void members(JsonGenerator out, Prediction prediction) throws IOException {
        out.writeStringField("decision", prediction.decision().wire());
        out.writeNumberField("margin", prediction.margin());
        out.writeStringField("model", prediction.model());
        out.writeStringField("version", prediction.version());
        out.writeArrayFieldStart("forecast");
        for (double value : prediction.forecast()) {
            out.writeNumber(value);
        }
        out.writeEndArray();
        out.writeStringField("input", HexFormat.of().toHexDigits(prediction.inputHash()));
        out.writeNumberField("took_us", prediction.tookMicros());
    }
}
