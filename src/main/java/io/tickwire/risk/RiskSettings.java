package io.tickwire.risk;

import io.tickwire.config.ExecutionConfig;
import java.time.Duration;

/** The governor's limits, as data. */
public record RiskSettings(Duration maxQuoteAge) {
    public static RiskSettings of(ExecutionConfig config) {
        return new RiskSettings(config.maxQuoteAge());
    }
}
