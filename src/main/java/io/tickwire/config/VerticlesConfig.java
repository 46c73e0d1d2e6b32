package io.tickwire.config;

/** Which verticles this node runs. */
public record VerticlesConfig(
        @Setting(doc = "Sockets, sessions, dashboard; instances share the ports (0 = one per core)")
        ScaledConfig webSocketEdge,

        @Setting(doc = "One per terminal: takes ticks, validates, caches, publishes")
        SwitchConfig tickPoller,

        @Setting(doc = "One per account: the single writer of orders")
        SwitchConfig signalExecutor,

        @Setting(doc = "The inference socket; instances share its ports (0 = one per core)")
        ScaledConfig inferenceSocket,

        @Setting(doc = "Runs models: one worker each (0 = one per core)")
        ScaledConfig inference,

        @Setting(doc = "The MQTT server; instances share its ports (0 = one per core)")
        FewConfig mqttEdge,

        @Setting(doc = "Ticks and bars on disk") SwitchConfig history,

        @Setting(doc = "Expert Advisors and ticks over ZeroMQ")
        SwitchConfig zmqEdge,

        @Setting(doc = "Strategies of the folder, each with a host of its own")
        SwitchConfig strategyHost,

        @Setting(doc = "Backtests over REST") SwitchConfig backtester,

        @Setting(doc = "Connection and order quotas, heartbeats")
        SwitchConfig sessionGuard,

        @Setting(doc = "Restarts of verticles that fail") SupervisorConfig supervisor) {

    /** A verticle of which several instances may run. */
    public record ScaledConfig(
            @Setting(doc = "Whether this node runs it", value = "true")
            boolean enabled,

            @Setting(doc = "Instances; 0 = one per core", value = "0", min = 0, max = 256)
            int instances) {}

    /** A verticle of which one instance is enough for most. */
    public record FewConfig(
            @Setting(doc = "Whether this node runs it", value = "true")
            boolean enabled,

            @Setting(doc = "Instances; 0 = one per core", value = "1", min = 0, max = 256)
            int instances) {}

    /** A verticle of which one instance is active. */
    public record SwitchConfig(
            @Setting(doc = "Whether this node runs it", value = "true")
            boolean enabled) {}
}
