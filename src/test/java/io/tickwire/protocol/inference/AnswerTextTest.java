package io.tickwire.protocol.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.domain.Decision;
import io.tickwire.domain.ErrorCode;
import io.tickwire.domain.Prediction;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.message.PredictAnswer;
import io.tickwire.domain.message.PredictAnswer.Predicted;
import io.tickwire.domain.message.PredictAnswer.Reason;
import io.tickwire.domain.message.PredictAnswer.Refused;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The exact bytes; only a decision is a side. */
final class AnswerTextTest {
    private static String told(PredictAnswer answer) {
        return AnswerText.of(answer, "nbeats-h1").text();
    }

    private static PredictAnswer decided(Decision decision, double margin) {
        return new Predicted(new Prediction("nbeats-h1", "1", decision, margin, new double[0], 0, 1));
    }

    @Test
    void aDecisionIsItsWordAndNothingElse() {
        assertEquals("buy", told(decided(Decision.BUY, 1)));
        assertEquals("sell", told(decided(Decision.SELL, -1)));
    }

    @Test
    void nothingElseIsEverASide() {
        assertEquals("error: no signal, the margin 0.001 is inside the dead band", told(decided(Decision.NONE, 0.001)));
        Map<Reason, String> expected = new EnumMap<>(Map.of(
                Reason.NOT_FOUND, "error: unknown model 'nbeats-h1'",
                Reason.BAD_WINDOW, "error: because",
                Reason.STALE_WINDOW, "error: no signal, because",
                Reason.EXPIRED, "error: no signal, because",
                Reason.BUSY, "error: model busy",
                Reason.TIMEOUT, "error: model timeout",
                Reason.FAILED, "error: model failed"));
        Map<Reason, String> found = new EnumMap<>(Reason.class);
        for (Reason reason : Reason.values()) {
            found.put(reason, told(new Refused(reason, Refusal.of(ErrorCode.MODEL_FAILED, "because"))));
        }
        assertEquals(expected, found);
    }

    @Test
    void anErrorIsOneBoundedLine() {
        assertEquals("error: a?b?c", AnswerText.error("a\nb\0c"));
        assertTrue(AnswerText.error("x".repeat(10_000)).length() < 400);
    }
}
