package io.tickwire.edge.zmq;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectableChannel;
import java.util.concurrent.atomic.AtomicBoolean;

/** Ends the wait of the thread that owns the sockets. Any thread may wake; one byte is under way at most. */
final class WakeUp implements AutoCloseable {
    private static final int ENOUGH = 16;

    private final Pipe pipe;
    private final AtomicBoolean rung = new AtomicBoolean();
    private final ByteBuffer heard = ByteBuffer.allocate(ENOUGH);

    WakeUp() {
        try {
            pipe = Pipe.open();
            pipe.source().configureBlocking(false);
            pipe.sink().configureBlocking(false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    SelectableChannel channel() {
        return pipe.source();
    }

    void ring() {
        if (rung.compareAndSet(false, true)) {
            try {
                pipe.sink().write(ByteBuffer.wrap(new byte[1]));
            } catch (IOException closed) {
                // Nobody waits any more.
                rung.set(true);
            }
        }
    }

    /** What was handed over before a ring is seen after this. Sockets' thread. */
    void heard() {
        try {
            heard.clear();
            pipe.source().read(heard);
        } catch (IOException closed) {
            // As above.
            heard.clear();
        }
        // Only now: a ring between would be read and forgotten.
        rung.set(false);
    }

    @Override
    public void close() {
        try {
            pipe.sink().close();
            pipe.source().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
