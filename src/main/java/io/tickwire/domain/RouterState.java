package io.tickwire.domain;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;

/**
 * What a router of strategies tells the platform, shared by all nodes.
 *
 * @param regime name of the market regime, free text
 * @param activeBots names of the bots that run
 * @param riskMandate 0 to 1, multiplies what may be risked
 * @param lastTickMsc newest tick any poller saw, epoch milliseconds UTC, 0 = none; told by the platform itself
 * @param updatedMsc when it was set last, epoch milliseconds UTC, 0 = never
 * @param updatedBy who set it
 */
public record RouterState(
        String regime, List<String> activeBots, double riskMandate, long lastTickMsc, long updatedMsc, String updatedBy)
        implements Serializable {
    /** Nobody set anything: everything may be risked. */
    public static final RouterState DEFAULT = new RouterState("", List.of(), 1, 0, 0, "");

    public RouterState {
        Objects.requireNonNull(regime, "regime");
        Objects.requireNonNull(updatedBy, "updatedBy");
        activeBots = List.copyOf(activeBots);
        if (!(riskMandate >= 0 && riskMandate <= 1)) {
            throw new IllegalArgumentException("riskMandate must be 0 to 1, not " + riskMandate);
        }
    }

    /** The same with a newer tick. */
    public RouterState seenTick(long timeMsc) {
        return new RouterState(regime, activeBots, riskMandate, Math.max(lastTickMsc, timeMsc), updatedMsc, updatedBy);
    }
}
