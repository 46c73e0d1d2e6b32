package io.tickwire.protocol.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tickwire.domain.message.StrategyAnswer;
import io.tickwire.domain.message.StrategyStatus;
import io.tickwire.domain.message.StrategyStatus.FileProblem;
import io.tickwire.domain.message.StrategyStatus.Result;
import io.tickwire.domain.message.StrategyStatus.Setting;
import io.tickwire.domain.message.StrategyStatus.Shadow;
import io.tickwire.domain.message.StrategyStatus.Version;
import io.tickwire.protocol.json.IsoTime;
import io.tickwire.protocol.json.Json;
import io.tickwire.protocol.rest.RestEncoder.Row;
import java.io.IOException;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Strategies as the REST side tells them. Pure. */
public final class StrategyEncoder {
    private StrategyEncoder() {}

    /** How a strategy is. */
    public static void members(JsonGenerator out, StrategyStatus status) throws IOException {
        out.writeStringField("id", status.id());
        out.writeStringField("state", status.state().name().toLowerCase(Locale.ROOT));
        out.writeStringField("reason", status.reason());
        optional(out, "running", status.running(), StrategyEncoder::version);
        optional(out, "shadow", status.shadow(), StrategyEncoder::shadow);
        RestEncoder.list(out, "problems", status.problems(), "", StrategyEncoder::problem);
        RestEncoder.list(out, "settings", status.settings(), "", StrategyEncoder::setting);
        optional(out, "result", status.result(), StrategyEncoder::result);
        RestEncoder.list(out, "versions", status.versions(), "", StrategyEncoder::version);
        out.writeObjectFieldStart("gauges");
        for (Map.Entry<String, Double> gauge : new TreeMap<>(status.gauges()).entrySet()) {
            number(out, gauge.getKey(), gauge.getValue());
        }
        out.writeEndObject();
    }

    /** Its log or its decisions. */
    public static void lines(JsonGenerator out, StrategyAnswer answer) throws IOException {
        out.writeStringField("id", answer.status().id());
        RestEncoder.list(out, "lines", answer.lines(), "", (json, line) -> {
            json.writeStringField("time", IsoTime.format(line.timeMsc()));
            json.writeStringField("kind", line.kind());
            json.writeStringField("text", line.text());
        });
    }

    private static void version(JsonGenerator out, Version version) throws IOException {
        out.writeStringField("version", version.version());
        out.writeStringField("hash", version.hash());
        out.writeNumberField("number", version.number());
        if (version.sinceMsc() > 0) {
            out.writeStringField("since", IsoTime.format(version.sinceMsc()));
        }
        out.writeNumberField("ticks", version.ticks());
        out.writeNumberField("faults", version.faults());
        out.writeNumberField("waiting", version.waiting());
    }

    private static void shadow(JsonGenerator out, Shadow shadow) throws IOException {
        optional(out, "version", shadow.version(), StrategyEncoder::version);
        out.writeNumberField("agreed", shadow.agreed());
        out.writeNumberField("only_running", shadow.onlyRunning());
        out.writeNumberField("only_shadow", shadow.onlyShadow());
        out.writeNumberField("agreement", shadow.agreement());
    }

    private static void problem(JsonGenerator out, FileProblem problem) throws IOException {
        out.writeStringField("file", problem.file());
        out.writeNumberField("line", problem.line());
        out.writeNumberField("column", problem.column());
        out.writeBooleanField("warning", problem.warning());
        out.writeStringField("message", problem.message());
    }

    private static void setting(JsonGenerator out, Setting setting) throws IOException {
        out.writeStringField("name", setting.name());
        out.writeStringField("type", type(setting.standard()));
        Json.members(out, Collections.singletonMap("value", setting.value()));
        Json.members(out, Collections.singletonMap("default", setting.standard()));
        out.writeStringField("doc", setting.doc());
    }

    private static String type(Object standard) {
        if (standard instanceof Boolean) {
            return "boolean";
        }
        return standard instanceof Long ? "integer" : standard instanceof Number ? "number" : "text";
    }

    private static void result(JsonGenerator out, Result result) throws IOException {
        out.writeNumberField("positions", result.positions());
        out.writeNumberField("lots", result.lots());
        out.writeNumberField("realised", result.realised());
        out.writeNumberField("floating", result.floating());
        out.writeNumberField("trades", result.trades());
        out.writeNumberField("wins", result.wins());
        out.writeNumberField("orders", result.orders());
        out.writeNumberField("refused", result.refused());
    }

    /** JSON has no word for what is no number: null. */
    private static void number(JsonGenerator out, String name, double value) throws IOException {
        if (Double.isFinite(value)) {
            out.writeNumberField(name, value);
        } else {
            out.writeNullField(name);
        }
    }

    private static <T> void optional(JsonGenerator out, String name, T value, Row<T> members) throws IOException {
        if (value == null) {
            out.writeNullField(name);
            return;
        }
        out.writeObjectFieldStart(name);
        members.write(out, value);
        out.writeEndObject();
    }
}
