package io.tickwire.protocol.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tickwire.domain.message.ReloadReport;
import io.tickwire.domain.message.VerticleList;
import io.tickwire.domain.message.VerticleReport;
import io.tickwire.protocol.json.IsoTime;
import java.io.IOException;
import java.util.List;

/** Verticles and what was done with them, as the REST side tells them. Pure. */
public final class VerticleEncoder {
    private VerticleEncoder() {}

    /** The members of one kind of verticle. */
    public static void members(JsonGenerator out, VerticleList.Entry verticle) throws IOException {
        out.writeStringField("name", verticle.name());
        out.writeStringField("state", verticle.state());
        out.writeNumberField("instances", verticle.instances());
        out.writeNumberField("wanted", verticle.wanted());
        out.writeNumberField("max_instances", verticle.maxInstances());
        out.writeStringField("replaced", verticle.replaced());
        out.writeNumberField("restarts", verticle.restarts());
        out.writeNumberField("redeploys", verticle.redeploys());
        out.writeStringField("since", IsoTime.format(verticle.sinceMsc()));
        out.writeStringField("last_error", verticle.lastError());
        out.writeNumberField("lag_ms", verticle.lagMs());
        texts(out, "addresses", verticle.addresses());
    }

    /** What became of a command. */
    public static void report(JsonGenerator out, VerticleReport report) throws IOException {
        members(out, report.verticle());
        out.writeStringField("note", report.note());
    }

    /** What came of reading the configuration again. */
    public static void report(JsonGenerator out, ReloadReport report) throws IOException {
        texts(out, "applied", report.applied());
        texts(out, "needsRestart", report.needsRestart());
        texts(out, "actions", report.actions());
    }

    private static void texts(JsonGenerator out, String name, List<String> texts) throws IOException {
        out.writeArrayFieldStart(name);
        for (String text : texts) {
            out.writeString(text);
        }
        out.writeEndArray();
    }
}
