package io.tickwire.risk;

import io.tickwire.domain.ErrorCode;
import io.tickwire.domain.Refusal;
import java.util.Optional;

/** Wording of the governor's refusals. */
final class Refusals {

    private Refusals() {}

    /** Refused by a limit of ours; {@code details.reason} is the enum. */
    static Refusal of(RiskReason reason, String message) {
        return Refusal.of(ErrorCode.RISK_REJECTED, message).with("reason", reason.name());
    }

    /** A figure over its limit. */
    static Optional<Refusal> above(RiskReason reason, String what, double found, double limit) {
        return Optional.of(of(reason, what + ": " + plain(found) + ", limit " + plain(limit))
                .with("value", found)
                .with("limit", limit));
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(Math.rint(value * 1e4) / 1e4);
    }
}
