package io.tickwire.config;

/** The REST endpoints of earlier bridges on a port of their own. */
public record RestCompatConfig(
        @Setting(doc = "Whether this listener is opened", value = "false")
        boolean enabled,

        @Setting(doc = "Address to bind; anything but loopback needs authentication", value = "127.0.0.1")
        String host,

        @Setting(doc = "TCP port; 0 takes a free one and logs it", value = "5005", min = 0, max = 65535)
        int port,

        @Setting(doc = "Certificate; none = plain") TlsConfig tls) {

    /** The same on another port. */
    public RestCompatConfig at(int newPort) {
        return new RestCompatConfig(enabled, host, newPort, tls);
    }
}
