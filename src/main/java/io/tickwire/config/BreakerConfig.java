package io.tickwire.config;

import java.time.Duration;

/** When the executor stops asking a terminal that does not answer. */
public record BreakerConfig(
        @Setting(doc = "Failures in a row that open the circuit", value = "5", min = 1, max = 1000)
        int failures,

        @Setting(doc = "Time until one probe is let through", value = "5s", min = 100, max = 3600000)
        Duration resetAfter) {}
