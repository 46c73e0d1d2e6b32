package io.tickwire.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import java.util.Set;
import java.util.UUID;

/**
 * What became of a signal.
 *
 * @param status {@code success}; {@code error}: refused, nothing was sent; {@code failed}: sent and refused;
 *     {@code unknown}: not proven, see {@link #settled}
 * @param code of the error catalogue, empty with success; TIMEOUT or CLOSED when no answer came
 * @param duplicate whether this is the first outcome of the id, told again
 * @param result what was executed, a missing node otherwise
 * @param settled the late truth of an unknown outcome; this outcome itself otherwise, and when no truth came
 */
public record TradeOutcome(
        UUID signalId,
        String status,
        String code,
        String error,
        boolean duplicate,
        JsonNode result,
        JsonNode details,
        Future<TradeOutcome> settled) {
    /** Refusals that an earlier attempt of the same signal may have escaped: they say nothing about its outcome. */
    private static final Set<String> NO_PROOF = Set.of("TERMINAL_UNAVAILABLE", "TRADING_HALTED", "INTERNAL");

    static TradeOutcome read(JsonNode answer) {
        JsonNode details = answer.path("details");
        JsonNode result = answer.path("result");
        return new TradeOutcome(
                UUID.fromString(answer.path("signal_id").asText()),
                answer.path("status").asText(),
                details.path("error_code").asText(""),
                answer.path("error").asText(""),
                result.path("duplicate").asBoolean()
                        || details.path("duplicate").asBoolean(),
                result,
                details,
                null);
    }

    /** From an execution event, which says the same in another shape. */
    static TradeOutcome ofEvent(JsonNode data) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.setAll((ObjectNode) data);
        if (data.path("status").asText().equals("success")) {
            answer.set("result", ((ObjectNode) data.deepCopy()).put("success", true));
        }
        return read(answer);
    }

    /** Nothing that proves anything came in time. */
    static TradeOutcome unanswered(UUID signalId, String code, String error) {
        JsonNode nothing = JsonNodeFactory.instance.missingNode();
        return new TradeOutcome(signalId, "unknown", code, error, false, nothing, nothing, null);
    }

    TradeOutcome settledBy(Future<TradeOutcome> late) {
        return new TradeOutcome(signalId, status, code, error, duplicate, result, details, late);
    }

    public boolean isUnknown() {
        return status.equals("unknown");
    }

    /** Seconds after which a refused signal may be tried again, 0 where the server did not say. */
    public double retryAfterSeconds() {
        return details.path("retry_after").asDouble(0);
    }

    /** Whether this, as the answer to a repeated signal, tells what became of it. */
    boolean proves() {
        return !status.equals("error") || duplicate || !NO_PROOF.contains(code);
    }
}
