package io.tickwire.config;

/** The echo listener: a port of its own for client authors, beside {@code /echo}. */
public record EchoListenerConfig(
        @Setting(doc = "Whether this listener is opened", value = "false")
        boolean enabled,

        @Setting(doc = "Address to bind; anything but loopback needs authentication", value = "127.0.0.1")
        String host,

        @Setting(doc = "TCP port; 0 takes a free one and logs it", value = "7681", min = 0, max = 65535)
        int port,

        @Setting(doc = "Certificate; none = plain") TlsConfig tls) {

    /** The same on another port. */
    public EchoListenerConfig at(int newPort) {
        return new EchoListenerConfig(enabled, host, newPort, tls);
    }
}
