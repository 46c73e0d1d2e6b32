package io.tickwire.protocol.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.tickwire.domain.message.StartBacktest;
import io.tickwire.protocol.json.FieldReader;
import io.tickwire.protocol.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the wish for a backtest, from a body that the document's form has passed. Pure. */
public final class BacktestReader {
    private static final int MAX_TEXT = 1000;
    private static final double ANY = -1;
    private static final long MAX_RANDOM = 1_000_000;
    private static final long MAX_LATENCY_MS = 60_000;

    private final FieldReader fields;
    private final JsonNode body;

    public BacktestReader(byte[] body) {
        this.body = Json.parse(body);
        this.fields = new FieldReader(this.body);
    }

    /** What was wrong with the last wish is {@link FieldReader#refusal}. */
    public FieldReader fields() {
        return fields;
    }

    /** What is absent stays as the strategy or the terminal has it. */
    public StartBacktest wish() {
        return new StartBacktest(
                fields.requiredText("strategy", MAX_TEXT),
                fields.texts("data", MAX_TEXT),
                fields.optionalTime("from", Long.MIN_VALUE),
                fields.optionalTime("to", Long.MAX_VALUE),
                fields.texts("symbols", MAX_TEXT),
                settings(),
                fields.optionalText("mode", MAX_TEXT, "ticks"),
                fields.optionalText("terminal", MAX_TEXT, ""),
                fields.optionalNotNegative("deposit", ANY),
                (int) fields.optionalInteger("leverage", 1, 5000, (long) ANY),
                fields.optionalNotNegative("commission_per_lot", ANY),
                fields.optionalNotNegative("spread_points", ANY),
                fields.optionalInteger("latency_ms", 0, MAX_LATENCY_MS, (long) ANY),
                fields.optionalText("grid", MAX_TEXT, ""),
                (int) fields.optionalInteger("random", 0, MAX_RANDOM, 0),
                fields.optionalInteger("seed", 0, Long.MAX_VALUE, 1),
                fields.optionalText("by", MAX_TEXT, "STAT_PROFIT"));
    }

    private Map<String, String> settings() {
        Map<String, String> texts = new LinkedHashMap<>();
        StrategyReader.values(body.path("settings")).forEach((name, value) -> texts.put(name, String.valueOf(value)));
        return texts;
    }
}
