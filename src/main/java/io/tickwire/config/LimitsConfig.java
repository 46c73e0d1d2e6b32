package io.tickwire.config;

import java.time.Duration;

/** Bounds on what clients may use; each is enforced, counted and reported with its number. */
public record LimitsConfig(
        @Setting(doc = "Bridge profile connections per instance", value = "100", min = 1, max = 1000000)
        int maxConnections,

        @Setting(doc = "Bridge profile connections per IP address", value = "5", min = 1, max = 1000000)
        int maxConnectionsPerIp,

        @Setting(doc = "Tick stream connections per instance", value = "1000", min = 1, max = 1000000)
        int maxTickClients,

        @Setting(doc = "Messages per second and connection", value = "100", min = 1, max = 1000000)
        int messagesPerSecond,

        @Setting(
                doc = "HTTP requests per second and client identity, pages that anybody may have not counted",
                value = "100",
                min = 1,
                max = 1000000)
        int requestsPerSecond,

        @Setting(doc = "BUY and SELL signals per minute and client identity", value = "10", min = 1, max = 1000000)
        int ordersPerMinute,

        @Setting(doc = "CLOSE signals per minute and client identity", value = "60", min = 1, max = 1000000)
        int closesPerMinute,

        @Setting(doc = "Symbols one client may watch", value = "50", min = 1, max = 100000)
        int maxSymbolsPerClient,

        @Setting(doc = "Largest message accepted, bytes", value = "65536", min = 1024, max = 16777216)
        int maxMessageBytes,

        @Setting(
                doc = "Largest message that /echo sends back, bytes; it holds 64 KiB of it at a time",
                value = "16777216",
                min = 1024,
                max = 1073741824)
        int maxEchoBytes,

        @Setting(
                doc = "Silence after which a connection is closed with 4000",
                value = "60s",
                min = 1000,
                max = 86400000)
        Duration idleTimeout,

        @Setting(
                doc = "Time between WebSocket pings and heartbeat messages; two missed pongs mean a dead peer",
                value = "30s",
                min = 100,
                max = 3600000)
        Duration heartbeat,

        @Setting(
                doc = "How long a client may stay unable to take data before it is closed with 4001",
                value = "30s",
                min = 100,
                max = 3600000)
        Duration slowConsumerGrace,

        @Setting(
                doc = "Answers and events one connection may have waiting before it is closed with 4001",
                value = "1024",
                min = 16,
                max = 1000000)
        int maxPendingMessages,

        @Setting(
                doc =
                        "Kernel memory for what a connection has been sent and has not read, bytes; Linux takes twice that",
                value = "65536",
                min = 4096,
                max = 16777216)
        int sendBufferBytes,

        @Setting(
                doc = "Continuous rate-limit abuse after which a connection is closed with 4500",
                value = "10s",
                min = 1000,
                max = 3600000)
        Duration abuseGrace) {}
