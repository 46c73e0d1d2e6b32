package io.tickwire.config;

import java.util.List;

/** The HTTP listener. */
public record HttpConfig(
        @Setting(doc = "Whether this listener is opened", value = "true")
        boolean enabled,

        @Setting(doc = "Address to bind; anything but loopback needs authentication", value = "127.0.0.1")
        String host,

        @Setting(doc = "TCP port; 0 takes a free one and logs it", value = "8001", min = 0, max = 65535)
        int port,

        @Setting(
                doc = "Origins whose pages may open WebSockets: 'same-host', 'loopback', 'null' (pages opened from"
                        + " a file), or full origins such as https://desk.example.com",
                value = "[\"same-host\", \"loopback\", \"null\"]")
        List<String> allowedOrigins,

        @Setting(doc = "Compression of WebSocket messages") CompressionConfig compression,

        @Setting(
                doc = "Whether a proxy with TLS is in front of both listeners: they may then be plain off loopback, and"
                        + " the last address in X-Forwarded-For counts as the client's. Nobody may get past the proxy",
                value = "false")
        boolean plainBehindProxy,

        @Setting(doc = "Certificate; none = plain") TlsConfig tls) {

    /** The same on another port. */
    public HttpConfig at(int newPort) {
        return new HttpConfig(enabled, host, newPort, allowedOrigins, compression, plainBehindProxy, tls);
    }
}
