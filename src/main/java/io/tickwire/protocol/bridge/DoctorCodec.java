package io.tickwire.protocol.bridge;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.tickwire.domain.message.DoctorCheck;
import io.tickwire.domain.message.DoctorCheck.State;
import io.tickwire.protocol.json.IsoTime;
import io.tickwire.protocol.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The doctor's report on the wire. Pure. */
public final class DoctorCodec {

    private DoctorCodec() {}

    /** The members of a report. */
    public static void members(JsonGenerator out, List<DoctorCheck> checks, long nowMsc) throws IOException {
        out.writeStringField("status", DoctorCheck.worst(checks).wire());
        out.writeArrayFieldStart("checks");
        for (DoctorCheck check : checks) {
            out.writeStartObject();
            out.writeStringField("name", check.name());
            out.writeStringField("state", check.state().wire());
            out.writeStringField("evidence", check.evidence());
            out.writeStringField("fix", check.fix());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeStringField("timestamp", IsoTime.format(nowMsc));
    }

    /** The checks of a report; empty when the text is none. */
    public static Optional<List<DoctorCheck>> read(byte[] utf8) {
        JsonNode report = Json.parse(utf8);
        if (report == null
                || !report.path("status").isTextual()
                || !report.path("checks").isArray()) {
            return Optional.empty();
        }
        List<DoctorCheck> checks = new ArrayList<>();
        for (JsonNode check : report.path("checks")) {
            State state = state(check.path("state").asText());
            if (state == null || !check.path("name").isTextual()) {
                return Optional.empty();
            }
            checks.add(new DoctorCheck(
                    check.path("name").asText(),
                    state,
                    check.path("evidence").asText(),
                    check.path("fix").asText()));
        }
        return Optional.of(checks);
    }

    private static State state(String word) {
        for (State state : State.values()) {
            if (state.name().toLowerCase(Locale.ROOT).equals(word)) {
                return state;
            }
        }
        return null;
    }
}
