package io.tickwire.config;

/** The tick stream listener. */
public record TickListenerConfig(
        @Setting(doc = "Whether this listener is opened", value = "true")
        boolean enabled,

        @Setting(doc = "Address to bind; anything but loopback needs authentication", value = "127.0.0.1")
        String host,

        @Setting(doc = "TCP port; 0 takes a free one and logs it", value = "8765", min = 0, max = 65535)
        int port,

        @Setting(doc = "Certificate; none = plain") TlsConfig tls) {

    /** The same on another port. */
    public TickListenerConfig at(int newPort) {
        return new TickListenerConfig(enabled, host, newPort, tls);
    }
}
