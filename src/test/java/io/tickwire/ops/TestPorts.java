package io.tickwire.ops;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Free ports below those that the system gives to outgoing connections: between two listeners of a test none of these
 * takes the port.
 */
public final class TestPorts {
    private static final int FIRST = 20_000;
    private static final int BEHIND = 32_000;
    private static final int MAX_TRIES = 1_000;

    private TestPorts() {}

    /** One that nobody listens on now. */
    public static int free() {
        for (int i = 0; i < MAX_TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, BEHIND);
            try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return probe.getLocalPort();
            } catch (IOException taken) {
                // The next one.
            }
        }
        throw new IllegalStateException("no free port");
    }
}
