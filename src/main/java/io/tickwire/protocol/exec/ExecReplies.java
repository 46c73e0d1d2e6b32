package io.tickwire.protocol.exec;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.message.AgentList;
import io.tickwire.domain.message.AgentList.Agent;
import io.tickwire.domain.message.ExecReply;
import io.tickwire.protocol.json.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;

/** Writes the answers of the execution profile: the same bytes over ZeroMQ and HTTP. Pure. */
public final class ExecReplies {
    private static final int MULTIPLIER_DIGITS = 6;
    private static final int MONEY_DIGITS = 2;

    private ExecReplies() {}

    public static byte[] write(ExecReply reply) {
        if (reply instanceof ExecReply.Failed failed) {
            return error(failed.refusal());
        }
        return bytes(Json.object(out -> {
            out.writeStringField("status", reply.status());
            if (reply instanceof ExecReply.Approved approved) {
                out.writeBooleanField("approved", true);
                decimal(out, "risk_multiplier", approved.multiplier(), MULTIPLIER_DIGITS);
            } else if (reply instanceof ExecReply.Alive alive) {
                decimal(out, "risk_multiplier", alive.multiplier(), MULTIPLIER_DIGITS);
            } else if (reply instanceof ExecReply.Rejected rejected) {
                out.writeBooleanField("approved", false);
                decimal(out, "risk_multiplier", 0, MULTIPLIER_DIGITS);
                out.writeStringField("reason", rejected.refusal().message());
                out.writeStringField("error_code", rejected.refusal().code().name());
            }
            seconds(out, "timestamp", reply.timeMsc());
        }));
    }

    /** What could not be taken. */
    public static byte[] error(Refusal refusal) {
        return bytes(Json.object(out -> {
            out.writeStringField("status", "error");
            out.writeStringField("message", refusal.message());
            out.writeStringField("error_code", refusal.code().name());
        }));
    }

    /** Its clients know this text. */
    static byte[] missingType() {
        return error("Missing message type");
    }

    /** Its clients know this text. */
    static byte[] unknownType(String type) {
        return error("Invalid message type: '" + type + "' is not a valid MessageType");
    }

    private static byte[] error(String message) {
        return bytes(Json.object(out -> {
            out.writeStringField("status", "error");
            out.writeStringField("message", message);
        }));
    }

    /** The Expert Advisors that are alive, by name and magic number. */
    public static void agents(JsonGenerator out, AgentList list, long nowMsc) throws IOException {
        out.writeObjectFieldStart("agents");
        for (Agent agent : list.agents()) {
            out.writeObjectFieldStart(agent.ea() + '_' + agent.magic());
            out.writeStringField("ea_name", agent.ea());
            out.writeStringField("symbol", agent.symbol());
            out.writeNumberField("magic", agent.magic());
            seconds(out, "last_heartbeat", agent.lastHeartbeatMsc());
            out.writeNumberField("message_count", agent.messages());
            decimal(out, "risk_multiplier", agent.riskMultiplier(), MULTIPLIER_DIGITS);
            decimal(out, "day_profit", agent.dayProfit(), MONEY_DIGITS);
            out.writeEndObject();
        }
        out.writeEndObject();
        out.writeNumberField("count", list.agents().size());
        seconds(out, "timestamp", nowMsc);
    }

    /** Epoch seconds with a point, never with an exponent: not every parser of an Expert Advisor knows one. */
    static void seconds(JsonGenerator out, String field, long epochMsc) throws IOException {
        out.writeFieldName(field);
        out.writeNumber(BigDecimal.valueOf(epochMsc, 3).toPlainString());
    }

    private static void decimal(JsonGenerator out, String field, double value, int digits) throws IOException {
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_EVEN);
        BigDecimal shortest = rounded.stripTrailingZeros();
        out.writeFieldName(field);
        out.writeNumber((shortest.scale() < 1 ? shortest.setScale(1) : shortest).toPlainString());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
