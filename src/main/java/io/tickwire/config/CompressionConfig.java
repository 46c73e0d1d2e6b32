package io.tickwire.config;

/** Compression of WebSocket messages (permessage-deflate, RFC 7692) for clients that offer it; on both listeners. */
public record CompressionConfig(
        @Setting(doc = "Whether a client's offer is accepted", value = "true")
        boolean enabled,

        @Setting(
                doc = "Messages below are sent as they are, bytes: compressing a small one costs more than it saves",
                value = "1024",
                min = 0,
                max = 16777216)
        int minBytes,

        @Setting(doc = "1 is the fastest, 9 the smallest", value = "1", min = 1, max = 9)
        int level) {}
