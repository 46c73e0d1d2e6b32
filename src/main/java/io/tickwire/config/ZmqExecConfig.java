package io.tickwire.config;

/** The execution profile over ZeroMQ: a ROUTER for REQ and DEALER peers. */
public record ZmqExecConfig(
        @Setting(doc = "Whether this listener is opened", value = "true")
        boolean enabled,

        @Setting(doc = "Address to bind; anything but loopback needs authentication and CURVE", value = "127.0.0.1")
        String host,

        @Setting(doc = "TCP port; 0 takes a free one and logs it", value = "5555", min = 0, max = 65535)
        int port,

        @Setting(
                doc = "Messages that wait from one peer, and answers that wait for one: beyond, it is read no further,"
                        + " and answers are dropped and counted",
                value = "1000",
                min = 1,
                max = 1000000)
        int highWaterMark,

        @Setting(
                doc = "Messages of all peers that are being answered; further ones are answered RATE_LIMITED",
                value = "4096",
                min = 1,
                max = 1000000)
        int maxInFlight) {

    /** The same on another port. */
    public ZmqExecConfig at(int newPort) {
        return new ZmqExecConfig(enabled, host, newPort, highWaterMark, maxInFlight);
    }
}
