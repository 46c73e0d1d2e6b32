package io.tickwire.config;

import java.time.Duration;

/** Ticks over ZeroMQ: a PUB for SUB peers. */
public record ZmqPubConfig(
        @Setting(doc = "Whether this listener is opened", value = "true")
        boolean enabled,

        @Setting(doc = "Address to bind; anything but loopback needs authentication and CURVE", value = "127.0.0.1")
        String host,

        @Setting(doc = "TCP port; 0 takes a free one and logs it", value = "5556", min = 0, max = 65535)
        int port,

        @Setting(
                doc = "Ticks that wait for one subscriber; beyond, the newest are dropped for it, and counted",
                value = "10000",
                min = 1000,
                max = 10000000)
        int highWaterMark,

        @Setting(doc = "Time between two messages under the topic heartbeat", value = "5s", min = 100, max = 3600000)
        Duration heartbeat) {

    /** The same on another port. */
    public ZmqPubConfig at(int newPort) {
        return new ZmqPubConfig(enabled, host, newPort, highWaterMark, heartbeat);
    }
}
