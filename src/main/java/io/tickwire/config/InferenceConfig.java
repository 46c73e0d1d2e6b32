package io.tickwire.config;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

/** The inference socket: closing prices in, {@code buy} or {@code sell} out, as text over TCP or WebSocket. */
public record InferenceConfig(
        @Setting(doc = "Whether this listener is opened", value = "true")
        boolean enabled,

        @Setting(doc = "Address to bind; anything but loopback needs authentication", value = "127.0.0.1")
        String host,

        @Setting(doc = "TCP port; 0 takes a free one and logs it", value = "8989", min = 0, max = 65535)
        int port,

        @Setting(doc = "Certificate; none = plain") TlsConfig tls,

        @Setting(doc = "Model that answers where the client names none", value = "nbeats-h1")
        String defaultModel,

        @Setting(
                doc = "Further ports, each for the model that it names, such as {\"8990\": \"eurusd-h4\"}",
                value = "{}")
        Map<String, String> ports,

        @Setting(
                doc = "Values after which a window that ends with a comma is complete",
                value = "300",
                min = 97,
                max = 100000)
        int windowSize,

        @Setting(doc = "Silence on TCP after which a window is complete", value = "50ms", min = 1, max = 10000)
        Duration quietAfter,

        @Setting(doc = "How long a model may take", value = "500ms", min = 10, max = 60000)
        Duration timeout,

        @Setting(doc = "Largest window, in bytes of text", value = "65536", min = 1024, max = 16777216)
        int maxWindowBytes,

        @Setting(doc = "Windows of a session that may wait for their answer", value = "64", min = 1, max = 10000)
        int maxWaiting,

        @Setting(doc = "Sessions of one instance", value = "1000", min = 1, max = 1000000)
        int maxSessions,

        @Setting(doc = "Silence after which a session is closed", value = "10m", min = 1000, max = 604800000)
        Duration idleTimeout,

        @Setting(
                doc = "Whether plain TCP clients, who cannot show a credential, are served while authentication is on",
                value = "false")
        boolean anonymous,

        @Setting(
                doc = "Whether 'stop' ends the whole process, as in single-session deployments of old",
                value = "false")
        boolean stopEndsProcess) {

    private static final Pattern MODEL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    /** Whether a model can be called so. */
    public static boolean isModelName(String name) {
        return MODEL.matcher(name).matches();
    }

    /** The same on another port. */
    public InferenceConfig at(int newPort) {
        return new InferenceConfig(
                enabled,
                host,
                newPort,
                tls,
                defaultModel,
                ports,
                windowSize,
                quietAfter,
                timeout,
                maxWindowBytes,
                maxWaiting,
                maxSessions,
                idleTimeout,
                anonymous,
                stopEndsProcess);
    }
}
