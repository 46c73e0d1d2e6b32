package io.tickwire.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.stream.IntStream;

/** A port for a server that is started twice. */
final class QuietPort {

    private QuietPort() {}

    /** Below the range that systems give to outgoing connections, so that it is still free after a restart. */
    static int find() {
        return IntStream.range(0, 200)
                .map(i -> 20_000 + (int) ((ProcessHandle.current().pid() + 37L * i) % 10_000))
                .filter(QuietPort::isFree)
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return probe.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
