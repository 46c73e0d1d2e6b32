package io.tickwire.config;

/** Metrics endpoint and collection. */
public record MetricsConfig(
        @Setting(doc = "Whether /metrics is served", value = "true")
        boolean enabled,

        @Setting(doc = "Whether /metrics needs no credential; else the scope read", value = "false")
        boolean open) {}
