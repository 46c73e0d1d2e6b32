package io.tickwire.backtest.search;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tickwire.backtest.RunPlan;
import io.tickwire.backtest.stats.Stat;
import io.tickwire.protocol.json.IsoTime;
import io.tickwire.protocol.json.Json;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The outcome of a search as JSON: every point, so that a heat map of any two settings can be drawn. Pure. */
public final class SearchJson {
    private SearchJson() {}

    /** @param runs the best first */
    public static String of(RunPlan plan, Stat by, List<Axis> axes, List<SearchRun> runs) {
        return Json.object(out -> {
            head(out, plan, by, axes);
            out.writeArrayFieldStart("runs");
            for (SearchRun run : runs) {
                run(out, run);
            }
            out.writeEndArray();
        });
    }

    public static String of(
            RunPlan plan, Stat by, List<Axis> axes, WalkForward.Split split, List<WalkForward.Window> windows) {
        return Json.object(out -> {
            head(out, plan, by, axes);
            out.writeStringField("walk_forward", split.learn() + ":" + split.test());
            out.writeArrayFieldStart("windows");
            for (WalkForward.Window window : windows) {
                window(out, window);
            }
            out.writeEndArray();
        });
    }

    private static void head(JsonGenerator out, RunPlan plan, Stat by, List<Axis> axes) throws IOException {
        Map<String, Object> head = new LinkedHashMap<>();
        head.put("strategy", plan.strategyId());
        head.put("version", plan.version());
        head.put("mode", plan.mode().wire());
        head.put("settings", plan.settings());
        head.put("by", by.name());
        Map<String, Object> tried = new LinkedHashMap<>();
        axes.forEach(axis -> tried.put(axis.name(), axis.values()));
        head.put("axes", tried);
        Json.members(out, head);
    }

    private static void run(JsonGenerator out, SearchRun run) throws IOException {
        out.writeStartObject();
        fields(out, run);
        out.writeEndObject();
    }

    private static void fields(JsonGenerator out, SearchRun run) throws IOException {
        out.writeObjectFieldStart("settings");
        Json.members(out, run.settings());
        out.writeEndObject();
        if (run.failure().isEmpty()) {
            out.writeStringField("hash", run.hash());
            statistics(out, run.statistics().values());
        } else {
            out.writeStringField("failure", run.failure());
        }
    }

    private static void statistics(JsonGenerator out, Map<Stat, Double> values) throws IOException {
        out.writeObjectFieldStart("statistics");
        for (Map.Entry<Stat, Double> stat : values.entrySet()) {
            out.writeNumberField(stat.getKey().name(), stat.getValue());
        }
        out.writeEndObject();
    }

    private static void window(JsonGenerator out, WalkForward.Window window) throws IOException {
        out.writeStartObject();
        out.writeStringField("from", IsoTime.format(window.fromMsc()));
        out.writeStringField("test_from", IsoTime.format(window.testMsc()));
        out.writeStringField("to", IsoTime.format(window.toMsc()));
        out.writeObjectFieldStart("best");
        fields(out, window.best());
        out.writeEndObject();
        if (window.test() != null) {
            out.writeObjectFieldStart("test");
            out.writeStringField("hash", window.test().hash());
            statistics(out, window.test().statistics().values());
            out.writeEndObject();
        }
        out.writeEndObject();
    }
}
