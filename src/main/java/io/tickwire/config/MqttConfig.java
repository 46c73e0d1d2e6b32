package io.tickwire.config;

import java.time.Duration;
import java.util.List;

/** The MQTT server, and what it does at each of its bounds. */
public record MqttConfig(
        @Setting(doc = "Whether the MQTT server runs", value = "true")
        boolean enabled,

        @Setting(doc = "Address to bind; anything but loopback needs authentication", value = "127.0.0.1")
        String host,

        @Setting(doc = "TCP port; 0 takes a free one and logs it", value = "1883", min = 0, max = 65535)
        int port,

        @Setting(doc = "Certificate for this port too; none = plain")
        TlsConfig tls,

        @Setting(doc = "MQTT over TLS, on a port of its own")
        MqttSecureConfig secure,

        @Setting(doc = "MQTT over WebSocket, on a port of its own")
        MqttWebSocketConfig webSocket,

        @Setting(doc = "Whether the platform's own topics are there; without them it is a plain broker", value = "true")
        boolean platformTopics,

        @Setting(doc = "First level of the platform's own topics", value = "tickwire")
        String root,

        @Setting(doc = "Limits of the server and of each client")
        MqttLimitsConfig limits,

        @Setting(
                doc =
                        "Who may use which topics; empty = reading for the scope read, writing for the scopes trade and feed, and"
                                + " only one's own accounts",
                value = "[]")
        List<MqttAclConfig> acl,

        @Setting(doc = "Brokers elsewhere that topics are exchanged with", value = "[]")
        List<MqttBridgeConfig> bridges) {

    /** The same on other ports. */
    public MqttConfig at(int newPort, int newSecurePort, int newWebSocketPort) {
        return new MqttConfig(
                enabled,
                host,
                newPort,
                tls,
                new MqttSecureConfig(secure.enabled(), secure.host(), newSecurePort, secure.tls()),
                new MqttWebSocketConfig(webSocket.enabled(), webSocket.host(), newWebSocketPort, webSocket.tls()),
                platformTopics,
                root,
                limits,
                acl,
                bridges);
    }

    /** MQTT over TLS. */
    public record MqttSecureConfig(
            @Setting(doc = "Whether this listener is opened", value = "false")
            boolean enabled,

            @Setting(doc = "Address to bind; anything but loopback needs authentication", value = "127.0.0.1")
            String host,

            @Setting(doc = "TCP port; 0 takes a free one and logs it", value = "8883", min = 0, max = 65535)
            int port,

            @Setting(doc = "Certificate; without one it does not start")
            TlsConfig tls) {}

    /** MQTT over WebSocket. */
    public record MqttWebSocketConfig(
            @Setting(doc = "Whether this listener is opened", value = "false")
            boolean enabled,

            @Setting(doc = "Address to bind; anything but loopback needs authentication", value = "127.0.0.1")
            String host,

            @Setting(doc = "TCP port; 0 takes a free one and logs it", value = "8083", min = 0, max = 65535)
            int port,

            @Setting(doc = "Certificate; none = plain") TlsConfig tls) {}

    /** Bounds. */
    public record MqttLimitsConfig(
            @Setting(
                    doc = "Largest packet accepted, bytes; larger: DISCONNECT 0x95",
                    value = "1048576",
                    min = 1024,
                    max = 268435460)
            int maxPacketBytes,

            @Setting(doc = "Connections; more: CONNACK 0x97", value = "10000", min = 1, max = 1000000)
            int maxClients,

            @Setting(
                    doc = "Sessions, with those whose client is absent; more: CONNACK 0x97",
                    value = "100000",
                    min = 1,
                    max = 10000000)
            int maxSessions,

            @Setting(
                    doc = "Longest life of a session without its client; 0s = as the client asks",
                    value = "0s",
                    min = 0,
                    max = 3.1536E11)
            Duration maxSessionExpiry,

            @Setting(
                    doc = "Longest keep alive; who asks for more gets this one (5.0), or is refused with 2 (3.1.1);"
                            + " 0s = as the client asks",
                    value = "0s",
                    min = 0,
                    max = 65535000)
            Duration maxKeepAlive,

            @Setting(
                    doc =
                            "QoS 1 and 2 messages that a client may have unanswered; more: DISCONNECT 0x93 (5.0), or it is"
                                    + " read no further (3.1.1)",
                    value = "1024",
                    min = 1,
                    max = 65535)
            int receiveMaximum,

            @Setting(
                    doc = "QoS 1 and 2 messages that a client is sent unanswered, if it takes so many",
                    value = "1024",
                    min = 1,
                    max = 65535)
            int maxInflight,

            @Setting(doc = "Highest topic alias that clients may use; 0 = none", value = "100", min = 0, max = 65535)
            int topicAliasMaximum,

            @Setting(
                    doc = "QoS 1 and 2 messages that wait for one session; more are not queued, and counted",
                    value = "10000",
                    min = 1,
                    max = 10000000)
            int maxQueuedMessages,

            @Setting(
                    doc = "Bytes of all messages that wait for sessions; more are not queued, and counted",
                    value = "268435456",
                    min = 1048576,
                    max = 1.0E12)
            long maxQueuedBytes,

            @Setting(
                    doc =
                            "Bytes that wait for one client to read; beyond, QoS 0 is dropped and counted (of ticks the newest"
                                    + " is kept), QoS 1 and 2 wait",
                    value = "1048576",
                    min = 65536,
                    max = 268435456)
            int maxUnsentBytes,

            @Setting(
                    doc = "Retained messages; further topics are not retained: 0x97",
                    value = "100000",
                    min = 0,
                    max = 10000000)
            int maxRetained,

            @Setting(
                    doc = "Bytes of all retained messages; more are not retained: 0x97",
                    value = "134217728",
                    min = 0,
                    max = 1.0E12)
            long maxRetainedBytes,

            @Setting(doc = "Subscriptions of one session; more: SUBACK 0x97", value = "1000", min = 1, max = 1000000)
            int maxSubscriptions,

            @Setting(
                    doc = "Length of a topic or filter in bytes; longer: 0x90 or 0x8F",
                    value = "65535",
                    min = 16,
                    max = 65535)
            int maxTopicBytes,

            @Setting(doc = "Levels of a topic or filter; more: 0x90 or 0x8F", value = "200", min = 2, max = 10000)
            int maxTopicLevels,

            @Setting(doc = "How long a new connection may take for its CONNECT", value = "10s", min = 100, max = 600000)
            Duration connectTimeout) {}
}
