package io.tickwire.config;

/** The execution profile as {@code POST /} on a port of its own, for clients that cannot name a path. */
public record ExecHttpConfig(
        @Setting(doc = "Whether this listener is opened", value = "false")
        boolean enabled,

        @Setting(doc = "Address to bind; anything but loopback needs authentication", value = "127.0.0.1")
        String host,

        @Setting(doc = "TCP port; 0 takes a free one and logs it", value = "8000", min = 0, max = 65535)
        int port,

        @Setting(doc = "Certificate; none = plain") TlsConfig tls) {

    /** The same on another port. */
    public ExecHttpConfig at(int newPort) {
        return new ExecHttpConfig(enabled, host, newPort, tls);
    }
}
