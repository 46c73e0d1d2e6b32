package io.tickwire.protocol.bridge;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.Signal;
import io.tickwire.domain.SignalOutcome;
import io.tickwire.domain.message.SignalRecord;
import io.tickwire.protocol.json.IsoTime;
import io.tickwire.protocol.json.Json;
import java.io.IOException;

/** Writes journaled signals. Pure. */
public final class SignalRecordEncoder {

    private SignalRecordEncoder() {}

    /** The members of one record. */
    public static void members(JsonGenerator out, SignalRecord record) throws IOException {
        Signal signal = record.signal();
        out.writeNumberField("number", record.number());
        out.writeStringField("signal_id", signal.id().toString());
        out.writeStringField("account", signal.account());
        out.writeStringField("symbol", signal.symbol());
        out.writeStringField("action", signal.action().name());
        out.writeNumberField("volume", signal.volume());
        out.writeNumberField("price", signal.price());
        out.writeNumberField("stop_loss", signal.stopLoss());
        out.writeNumberField("take_profit", signal.takeProfit());
        out.writeNumberField("magic", signal.magic());
        out.writeNumberField("ticket", signal.ticket());
        out.writeStringField("comment", signal.comment());
        out.writeStringField("strategy", signal.strategy());
        out.writeStringField("journaled", IsoTime.format(record.intentMsc()));
        outcome(out, record.outcome());
    }

    private static void outcome(JsonGenerator out, SignalOutcome outcome) throws IOException {
        if (outcome == null) {
            out.writeStringField("status", "pending");
        } else if (outcome instanceof SignalOutcome.Executed executed) {
            out.writeStringField("status", "success");
            out.writeObjectFieldStart("result");
            EventEncoder.executed(out, executed.execution());
            out.writeEndObject();
        } else if (outcome instanceof SignalOutcome.Refused refused) {
            refusal(out, "error", refused.refusal());
        } else if (outcome instanceof SignalOutcome.Failed failed) {
            refusal(out, "failed", failed.refusal());
        } else if (outcome instanceof SignalOutcome.Unknown unknown) {
            refusal(out, "unknown", unknown.refusal());
        }
    }

    private static void refusal(JsonGenerator out, String status, Refusal refusal) throws IOException {
        out.writeStringField("status", status);
        out.writeStringField("error", refusal.message());
        out.writeObjectFieldStart("details");
        out.writeStringField("error_code", refusal.code().name());
        Json.members(out, refusal.details());
        out.writeEndObject();
    }
}
