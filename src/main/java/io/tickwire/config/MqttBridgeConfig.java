package io.tickwire.config;

import java.time.Duration;
import java.util.List;

/** A broker elsewhere that topics are exchanged with. Whether it is there never matters to trading. */
public record MqttBridgeConfig(
        @Setting(doc = "Its name, in logs, metrics and as the default client id", required = true)
        String name,

        @Setting(doc = "Host of the broker", required = true)
        String host,

        @Setting(doc = "Its port", value = "1883", min = 1, max = 65535)
        int port,

        @Setting(doc = "How the connection is secured") BridgeTlsConfig tls,

        @Setting(doc = "User name; empty = none", value = "")
        String userName,

        @Setting(doc = "Password, from the environment: \"${TICKWIRE_BRIDGE_PASSWORD}\"")
        Secret password,

        @Setting(doc = "Client id; empty = tickwire-<name>", value = "")
        String clientId,

        @Setting(doc = "Keep alive", value = "30s", min = 1000, max = 65535000)
        Duration keepAlive,

        @Setting(doc = "How long the broker keeps the session while we are away", value = "1h", min = 0, max = 4.2E12)
        Duration sessionExpiry,

        @Setting(
                doc = "Where this node says online, and the broker offline when it is gone: a topic there, retained;"
                        + " empty = nowhere",
                value = "")
        String statusTopic,

        @Setting(doc = "First wait before it is tried again; it doubles", value = "1s", min = 100, max = 600000)
        Duration minBackoff,

        @Setting(doc = "Longest wait before it is tried again", value = "60s", min = 100, max = 3600000)
        Duration maxBackoff,

        @Setting(
                doc =
                        "Messages under way to the broker and from it, each; further ones wait in the session of the bridge here, on disk, up to mqtt.limits.maxQueuedMessages",
                value = "100",
                min = 1,
                max = 65535)
        int maxInflight,

        @Setting(
                doc = "Whether what comes from there may be a trading signal; then it trades as bridge:<name>",
                value = "false")
        boolean mayTrade,

        @Setting(doc = "What is exchanged", required = true) List<BridgeTopicConfig> topics) {

    /** TLS towards a broker. */
    public record BridgeTlsConfig(
            @Setting(doc = "Whether the connection is encrypted", value = "false")
            boolean enabled,

            @Setting(doc = "Certificates that are trusted, a PEM file; empty = those of the Java runtime", value = "")
            String trustFile) {}

    /** One direction of exchange. */
    public record BridgeTopicConfig(
            @Setting(doc = "out (to the broker) or in (from it)", value = "out", required = true)
            Direction direction,

            @Setting(doc = "Topic filter, without the prefix of the side that it is heard on", required = true)
            String filter,

            @Setting(doc = "Highest QoS", value = "1", min = 0, max = 2)
            int qos,

            @Setting(doc = "Put before topics here", value = "")
            String localPrefix,

            @Setting(doc = "Put before topics there", value = "")
            String remotePrefix) {}

    /** Which way messages go. */
    public enum Direction {
        IN,
        OUT
    }
}
