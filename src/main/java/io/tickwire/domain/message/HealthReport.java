package io.tickwire.domain.message;

import java.util.Objects;

/**
 * How a part of the platform is.
 *
 * @param component for example {@code TickPoller sim}
 * @param reason why it is not healthy, empty when it is
 */
public record HealthReport(String component, Level level, String reason) {

    /** Healthy, working with restrictions, not working. */
    public enum Level {
        HEALTHY,
        DEGRADED,
        UNHEALTHY
    }

    public HealthReport {
        Objects.requireNonNull(component, "component");
        Objects.requireNonNull(level, "level");
        Objects.requireNonNull(reason, "reason");
    }
}
