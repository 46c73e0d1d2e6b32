package io.tickwire.domain.message;

import java.util.Objects;

/**
 * Asks an executor for its risk state, or changes it.
 *
 * @param reason for people, may be empty
 * @param by who asks
 * @param closeAll with a brake: close every position and cancel every order
 * @param reset with {@link Kind#RESUME}: measure losses from the present equity on
 * @param expertAdvisor with {@link Kind#MULTIPLIER}
 * @param multiplier with {@link Kind#MULTIPLIER}, 0 to 1
 */
public record RiskCommand(
        Kind kind, String reason, String by, boolean closeAll, boolean reset, String expertAdvisor, double multiplier) {

    /** What to do. */
    public enum Kind {
        REPORT,
        HALT,
        REDUCE,
        RESUME,
        MULTIPLIER
    }

    public RiskCommand {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(expertAdvisor, "expertAdvisor");
    }

    /** Only asks. */
    public static RiskCommand report() {
        return new RiskCommand(Kind.REPORT, "", "", false, false, "", 1);
    }
}
