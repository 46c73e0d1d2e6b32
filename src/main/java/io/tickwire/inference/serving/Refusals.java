package io.tickwire.inference.serving;

import io.tickwire.domain.ErrorCode;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.message.PredictAnswer.Reason;

/** The catalogue's code for each reason. */
final class Refusals {
    private static final int SOON = 1;

    private Refusals() {}

    static Refusal of(Reason reason, String message) {
        return switch (reason) {
            case NOT_FOUND -> Refusal.of(ErrorCode.MODEL_NOT_FOUND, message);
            case BAD_WINDOW -> Refusal.of(ErrorCode.VALIDATION_ERROR, message);
            case BUSY ->
                Refusal.of(ErrorCode.RATE_LIMITED, message)
                        .with("reason", "busy")
                        .with("retry_after", SOON);
            case TIMEOUT -> Refusal.of(ErrorCode.MODEL_FAILED, message).with("reason", "timeout");
            case EXPIRED -> Refusal.of(ErrorCode.MODEL_FAILED, message).with("reason", "expired");
            case STALE_WINDOW -> Refusal.of(ErrorCode.SIGNAL_EXPIRED, message).with("reason", "stale_window");
            case FAILED -> Refusal.of(ErrorCode.MODEL_FAILED, message).with("reason", "failed");
        };
    }
}
