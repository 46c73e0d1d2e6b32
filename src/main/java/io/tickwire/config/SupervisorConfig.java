package io.tickwire.config;

import java.time.Duration;

/** How failing verticles are restarted. */
public record SupervisorConfig(
        @Setting(doc = "First wait before a restart; doubles with each failure", value = "500ms", min = 10, max = 60000)
        Duration backoff,

        @Setting(doc = "Longest wait before a restart", value = "30s", min = 10, max = 3600000)
        Duration maxBackoff,

        @Setting(
                doc = "Uncaught faults within a minute after which a verticle is redeployed",
                value = "5",
                min = 1,
                max = 10000)
        int faultBudget) {}
