package io.tickwire.edge;

import io.netty.channel.unix.Errors.NativeIoException;
import java.net.BindException;

/** A listener's port is used by somebody else. */
public final class PortTakenException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int EADDRINUSE = 98;

    /** @param key configuration key of the port */
    public PortTakenException(String host, int port, String key) {
        super(
                "port " + port + " on " + host + " is taken: stop the program that uses it, or set " + key
                        + " to another port (0 = any free one)",
                null,
                false,
                false);
    }

    /**
     * The failure of a bind, or this exception when somebody else has the port. Epoll has an exception of its own for it,
     * with the number that Linux gives it.
     */
    public static Throwable explain(Throwable failure, String host, int port, String key) {
        boolean taken = failure instanceof BindException
                || failure instanceof NativeIoException linux && linux.expectedErr() == -EADDRINUSE;
        return taken ? new PortTakenException(host, port, key) : failure;
    }
}
