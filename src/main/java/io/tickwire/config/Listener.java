package io.tickwire.config;

/**
 * What all listeners have in common, whatever they speak.
 *
 * @param name its key in the configuration
 */
public record Listener(String name, boolean enabled, String host, int port, TlsConfig tls) {

    /** Whether one expects it to be open: the others are off until somebody wants them. */
    public boolean isUsual() {
        return !name.equals("echo") && !name.equals("restCompat") && !name.equals("execHttp") && name.indexOf('.') < 0;
    }

    /** Whether it speaks ZeroMQ, which has CURVE where others have TLS. */
    public boolean isZmq() {
        return name.startsWith("zmq");
    }
}
